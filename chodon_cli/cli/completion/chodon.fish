# Completion of chodon in fish: each candidate with its meaning, also those that do not begin with what was typed.
# fish itself drops the latter, so that what was typed is taken away and all that it found is asked for in its place.
function __chodon_complete
    set -l words (commandline -opc)
    set -l typed (commandline -ct)
    set -l current (string replace -ar '["\']' '' -- "$typed" | string replace -a '\\ ' ' ')
    if test -z "$typed"; and test "$__chodon_before" = "$words"
        set current $__chodon_typed
    end
    set -e __chodon_before __chodon_typed
    set -lx _CHODON_COMPLETE 1
    set -l lines ($words[1] $words[2..-1] "$current" 2>/dev/null)
    if test -z "$lines"
        __fish_complete_path "$current"
    else if test -n "$typed"; and string match -q --invert -i -- (string escape --style=var -- "$current")'*' (string escape --style=var -- $lines)
        set -g __chodon_before $words
        set -g __chodon_typed $current
        for word in (string split -n ' ' -- "$typed")
            commandline -f backward-kill-bigword
        end
        commandline -f complete
    else
        printf '%s\n' $lines
    end
end
complete -c chodon -f -k -a '(__chodon_complete)'
