"""The pages of the guide do what they say."""
