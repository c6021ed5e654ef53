/** Shells that can be asked to complete. */
export const SHELLS = ['bash', 'zsh', 'fish'] as const;

/** A row of {@link SHELLS}. */
export type Shell = (typeof SHELLS)[number];

/**
 * What an answer begins with: what the shell is to do with the lines that follow. `words` offers them,
 * `open` offers them and adds no blank, `files` and `folders` are the shell's own to find.
 */
export type AnswerKind = 'words' | 'open' | 'files' | 'folders';

/**
 * What each shell reads once. The work is done by the program, which is asked for each word: the one that
 * the PATH names, and not what stands at the beginning of the line, since that could be anybody's file in
 * the current folder. What it says on standard error is nobody's, and an answer is offered, never run.
 */
export const SCRIPTS: Readonly<Record<Shell, string>> = {
  bash: `# Completion of tps-scrub for bash 4 or later.
_tps_scrub() {
  COMPREPLY=()
  local kind= line
  local -a words=("\${COMP_WORDS[@]:1:COMP_CWORD}")
  while IFS= read -r line; do
    if [[ -z $kind ]]; then kind=$line; else COMPREPLY+=("$line"); fi
  done < <(command tps-scrub completion bash -- "\${words[@]}" 2>/dev/null </dev/null)
  case $kind in
    open) compopt -o nospace 2>/dev/null ;;
    files) compopt -o default 2>/dev/null ;;
    folders) compopt -o dirnames 2>/dev/null ;;
  esac
  return 0
}
complete -o nosort -F _tps_scrub tps-scrub 2>/dev/null || complete -F _tps_scrub tps-scrub
`,
  zsh: `#compdef tps-scrub
# Completion of tps-scrub for zsh.
_tps_scrub() {
  local -a typed answer found shown
  local line
  (( CURRENT > 2 )) && typed=("\${(@Q)words[2,CURRENT-1]}")
  answer=("\${(@f)$(command tps-scrub completion zsh -- "\${typed[@]}" "\${(Q)PREFIX}" 2>/dev/null </dev/null)}")
  case $answer[1] in
    files) [[ $PREFIX == --*=* ]] && compset -P '--*='; _files; return ;;
    folders) [[ $PREFIX == --*=* ]] && compset -P '--*='; _files -/; return ;;
  esac
  for line in "\${(@)answer[2,-1]}"; do
    [[ -n $line ]] || continue
    found+=("\${line%%$'\\t'*}")
    line=\${line/$'\\t'/  -- }
    shown+=("\${line[1,COLUMNS-1]}")
  done
  (( $#found )) || return 1
  if [[ $answer[1] == open ]]; then
    compadd -S '' -l -d shown -a -- found
  else
    compadd -l -d shown -a -- found
  fi
}
if [[ \${zsh_eval_context[-1]} == loadautofunc ]]; then
  _tps_scrub "$@"
elif (( $+functions[compdef] )); then
  compdef _tps_scrub tps-scrub
fi
`,
  fish: `# Completion of tps-scrub for fish.
function __tps_scrub_words
    set -l typed (commandline -opc)
    set -e typed[1]
    set -l current (commandline -cot)
    set -l answer (command tps-scrub completion fish -- $typed "$current" 2>/dev/null </dev/null)
    switch "$answer[1]"
        case files folders
            set -l begun (string match -r -- '^--[a-z-]+=' "$current")
            set -l rest (string replace -r -- '^--[a-z-]+=' '' "$current")
            if test $answer[1] = files
                set answer (__fish_complete_path "$rest")
            else
                set answer (__fish_complete_directories "$rest")
            end
            for path in $answer
                echo "$begun$path"
            end
        case '*'
            set -e answer[1]
            string join -- \\n $answer
    end
end
complete -c tps-scrub -e
complete -c tps-scrub -f -a '(__tps_scrub_words)'
`,
};
