# Completion of chodon in bash. One candidate is put in as it is; of several each is shown with its meaning.
_chodon_completion() {
    local line word value meaning before is_found_within=
    local -a lines=() words=()
    COMPREPLY=()
    for word in "${COMP_WORDS[@]:1:COMP_CWORD}"; do # as they were typed: with quotation marks and backslashes
        word=${word//\\/}
        word=${word#[\'\"]}
        word=${word%[\'\"]}
        # the day behind a number (30/KH-UBND@2022-02-23) is a word apart to bash, which replaces it and its mark
        if [[ ${#words[@]} -gt 0 && ($word == @* || ${words[-1]} == *@) ]]; then
            words[-1]+=$word
            before=${words[-1]%@*}
        else
            words+=("$word")
            before=
        fi
    done
    mapfile -t lines < <(_CHODON_COMPLETE=1 "${COMP_WORDS[0]}" "${words[@]}" 2>/dev/null)
    for line in "${lines[@]}"; do
        value=${line%%$'\t'*}
        meaning=${line#*$'\t'}
        [[ $value == "${words[-1]}"* ]] || is_found_within=1
        if [ -n "$before" ]; then # of which only what stands behind can be put in
            [[ ${value,,} == "${before,,}"* ]] || continue
            value=${value:${#before}}
        fi
        if [ "${#lines[@]}" -gt 1 ] && [ -n "$meaning" ]; then
            COMPREPLY+=("$value  ($meaning)")
        elif [ "${#lines[@]}" -gt 1 ]; then
            COMPREPLY+=("$value")
        else
            COMPREPLY+=("$(printf '%q' "$value")")
        fi
    done
    # of codes found by a name, bash would put what they all begin with in the place of that name
    if [ "${#lines[@]}" -gt 1 ] && [ -n "$is_found_within" ]; then
        COMPREPLY+=(" ")
    fi
}
complete -o default -o nosort -F _chodon_completion chodon
