"""What can be typed, noun by noun: what each verb does, refuses and says."""
