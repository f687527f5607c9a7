# Completion of chodon in fish: each candidate with its meaning.
function __chodon_complete
    set -l words (commandline -opc)
    set -lx _CHODON_COMPLETE 1
    $words[1] $words[2..-1] (commandline -ct) 2>/dev/null
end
complete -c chodon -a '(__chodon_complete)'
