#compdef chodon
# Completion of chodon in zsh: each candidate with its meaning, also those that do not begin with what was typed.
_chodon() {
    # a quotation mark that is still open is closed before they are taken off; one in mid-word zsh does not tell of
    local line value meaning typed=$words[CURRENT]$compstate[quote]
    local current=${(Q)typed}
    [[ $current != $typed ]] || current=${typed//[\'\"\\]/}
    local -a values shown
    for line in "${(@f)$(_CHODON_COMPLETE=1 "${words[1]}" "${(@Q)words[2,CURRENT-1]}" "$current" 2>/dev/null)}"; do
        [[ -n $line ]] || continue
        value=${line%%$'\t'*}
        meaning=${line#*$'\t'}
        values+=("$value")
        shown+=("${value}${meaning:+  ($meaning)}")
    done
    if (( $#values )); then
        # what was typed stays until one is chosen: it is no beginning of theirs; Tab again goes through them
        if (( $#values > 1 )) && [[ -n ${values:#(#i)${(b)current}*} && $compstate[insert] == *unambiguous* ]]; then
            compstate[insert]=''
            compstate[list]='list force'
        fi
        compadd -U -V chodon -l -d shown -a values
    else
        _files
    fi
}
(( $+functions[compdef] )) || { autoload -Uz compinit && compinit }
compdef _chodon chodon
