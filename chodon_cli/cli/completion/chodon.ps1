# Completion of chodon in PowerShell: each candidate with its meaning.
Register-ArgumentCompleter -Native -CommandName chodon -ScriptBlock {
    param($current, $line, $cursor)
    $words = @($line.CommandElements | Select-Object -Skip 1 | ForEach-Object { $_.Extent.Text })
    if ($current -eq '') { $words += '' }
    $env:_CHODON_COMPLETE = '1'
    try {
        & $line.CommandElements[0].Extent.Text @words 2>$null | ForEach-Object {
            $value, $meaning = $_ -split "`t", 2
            if (-not $meaning) { $meaning = $value }
            [System.Management.Automation.CompletionResult]::new($value, $value, 'ParameterValue', $meaning)
        }
    } finally {
        Remove-Item Env:_CHODON_COMPLETE
    }
}
