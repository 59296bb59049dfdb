// A cheap look at a command line before anything is parsed: whether a rule could stop it at all. It may say yes too often
// and never no too often. It says no only to text in which no name of a dangerous program stands, quotes left out, and
// which has no means to make such a name; well-known harmless calls of git are let through by their exact form.

/** Programs that the rules know, or that run other text. A name counts as a whole word, with or without a folder. */
const PROGRAMS =
  /(?:^|[^\w.+@-]|[^\w]-)(?:git|git-[\w-]+|hub|yadm|rm|rmdir|rimraf|del|del-cli|erase|rd|ri|unlink|shred|srm|wipe|find|gfind|fdfind|fd|rsync|rclone|robocopy|dd|mkfs[\w.]*|mke2fs|mkswap|newfs\w*|wipefs|blkdiscard|[sc]?fdisk|sgdisk|parted|diskutil|cryptsetup|hdparm|mount|umount|truncate|mv|move|cp|copy|ln|mklink|(?<!npm )(?<!yarn )install|tee|sponge|touch|ed|ex|chmod|chown|chgrp|chattr|sed|gsed|[gmn]?awk|tar|zip|unzip|patch|applypatch|sort|xargs|gxargs|parallel|eval|source|exec|trap|alias|at|batch|crontab|tmux|screen|expect|vim?|nvim|emacs|watch|sh|bash|zsh|dash|ash|ksh|mksh|fish|t?csh|rbash|cmd|pwsh|powershell|wsl|su|busybox|toybox|script|gh|glab|tea|hf|huggingface-cli|lefthook|husky|overcommit|pre-commit|simple-git-hooks|dotclaude|bfg|terraform|tofu|terragrunt|terramate|pulumi|cdk|cdktf|sst|copilot|amplify|serverless|sls|sam|eb|chalice|zappa|ecspresso|kubectl|oc|k3s|k|helm|helmfile|aws|gcloud|gsutil|bq|az|eksctl|kops|doctl|linode-cli|hcloud|fly|flyctl|heroku|vercel|netlify|wrangler|railway|kind|minikube|k3d|vagrant|multipass|ansible|salt|docker|podman|nerdctl|docker-compose|podman-compose|dropdb|dropuser|mysqladmin|pg_dropcluster|psql|mysql|mariadb|sqlite3?|sqlcmd|cockroach|clickhouse(?:-client)?|duckdb|usql|snowsql|cqlsh|turso|libsql|redis-cli|valkey-cli|mongo|mongosh|rails|rake|prisma|artisan|symfony|console|manage\.py|django-admin|sequelize|typeorm|knex|mikro-orm|drizzle-kit|alembic|flyway|liquibase|dbmate|supabase|atlas|goose|dotnet|nuget|gem|cargo yank|java|claude|codex|gemini|opencode|cursor-agent)(?:\.exe|\.cmd|\.bat)?(?![\w-])/i

/** Words that make a program of any name dangerous, or that another shell or language uses for the same. */
const WORDS =
  /reset|clean|checkout|restore|push|stash|rebase|filter|reflog|branch|hooks|settings|unpublish|deprecate|delete|destroy|drop|truncate|flush|remove|rmtree|unlink|erase|clear-|set-content|out-file|add-content|tee-object|move-item|copy-item|new-item|invoke-|start-process|iex|encodedcommand|-enc|format-volume|-x ?delete|\bapprove\b|\buninstall\b|no-verify|\.claude|\.codex|\.gemini|\.cursor|\.opencode|\.husky|\.git\b/i

/** Code on the command line, or read from the input. */
const CODE =
  /(?:^|[^\w.-])(?:python[\d.]*w?|pypy[\d.]*|ipython3?|node|nodejs|bun|deno|tsx|ts-node|perl[\d.]*|ruby[\d.]*|php[\d.]*|lua[\d.]*|osascript|Rscript|R|julia|elixir|tclsh|irb|ghci?|scala|groovy|swift|jshell)(?:\.exe)?(?:\s[^\n;|&]*?(?:(?<=\s)-[a-zA-Z0-9]*[cepErRx]\b|(?<=\s)(?:-$|-\s)|(?<=\s)(?:--?(?:eval|print|execute)|eval\b)|<)|\s*(?:[|;&)<]|$))/i

/** What makes words out of other things: substitutions, variables, braces, decoders, patterns in a program's place. */
const MAKES_WORDS =
  /`|\$[({'"[\]@*a-z_]|[<>]\(|<<|\{[^{}\s]*(?:,|\.\.)|\\[^\s.*?+|()[\]{}/"'$&^dwsbWSDn-]|\beval\b|(?:^|[\s;&|(])(?:\.|source)\s|\/s?bin\/\S*[?*[]/

/** PowerShell's own names for the same, and the short ones. */
const CMDLETS =
  /(?:remove|clear|set|add|move|copy|rename|new|tee|format|initialize|start|invoke|out|push|get|stop)-(?:item\w*|content|disk|volume|partition|object|process|expression|command|file|location|rest\w*|web\w*|alias|childitem)|(?:^|[\s;|&({])(?:ri|rd|clc|sc|ac|mi|ren|cpi|ni|iex|saps|start|irm|iwr|icm|gci|gcm|sal|nal|%)(?=\s|$)/i

/** PowerShell's operators that make a name out of pieces, and its way into .NET. */
const PIECES = /\]::|['")]\s*\+\s*['"(]|\s-(?:f|join|split|c?replace)\s/i

/** Output that goes to a file; to nothing, or to the other stream, is no harm. */
const REDIRECTION = />(?!\s*(?:\/dev\/(?:null|stdout|stderr)(?=[\s;&|)]|$)|&\s*[\d-]))/

const HARMLESS_GIT =
  /(^|[;&|(\n]|&&|\|\|)(\s*)git(?:\s+--no-pager|\s+-P|\s+-C\s+[\w./-]+)?\s+(?:status|log|show|diff|shortlog|blame|describe|ls-files|ls-tree|ls-remote|rev-parse|rev-list|merge-base|cat-file|diff-tree|name-rev|count-objects|var|version|--version)(?=\s|$|[;&|)])(?:\s+(?!-c\b|--(?:output|ext-diff|open-files|upload-pack|exec))[\w@^~:./=,%+#-]+)*(?=\s*(?:$|[;&|)\n]|2?>))/g

export function mayBeDestructive(command: string): boolean {
  if (MAKES_WORDS.test(command) || REDIRECTION.test(command) || PIECES.test(command)) return true
  const bare = command.replaceAll(/\\\r?\n|["'\\^`]/g, '').replaceAll(HARMLESS_GIT, '$1$2')
  if (hasUnsafeVariable(command)) return true
  return (
    PROGRAMS.test(bare) ||
    CODE.test(bare) ||
    /\bgit\b/i.test(bare) ||
    (/\$/.test(command) && WORDS.test(bare)) ||
    PREFIXED.test(bare) ||
    CMDLETS.test(bare)
  )
}

/** Programs by which others are run, with anything dangerous behind them that is no known name. */
const PREFIXED =
  /(?:curl|wget|https?|xh|npm|pnpm|yarn|npx|bunx)\b[^\n]*(?:DELETE|unpublish|deprecate|owner r|access r|dist-tag r|\s-[a-zA-Z]*[oOD]\b|--output|--dump-header)/i

/** A variable of capitals comes from outside, unless this very text sets it. */
function hasUnsafeVariable(command: string): boolean {
  return /\$[A-Z_]/.test(command) && /(?:^|[\s;&|(])[A-Z_]\w*\+?=/.test(command)
}
