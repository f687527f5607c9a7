#compdef chodon
# Completion of chodon in zsh: each candidate with its meaning, also those that do not begin with what was typed.
_chodon() {
    local line value meaning
    local -a values shown
    for line in "${(@f)$(_CHODON_COMPLETE=1 "${words[1]}" "${(@)words[2,CURRENT]}" 2>/dev/null)}"; do
        [[ -n $line ]] || continue
        value=${line%%$'\t'*}
        meaning=${line#*$'\t'}
        values+=("$value")
        shown+=("${value}${meaning:+  ($meaning)}")
    done
    if (( $#values )); then
        compadd -U -V chodon -l -d shown -a values
    else
        _files
    fi
}
(( $+functions[compdef] )) || { autoload -Uz compinit && compinit }
compdef _chodon chodon
