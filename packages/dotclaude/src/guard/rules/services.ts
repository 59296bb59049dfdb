// Programs that act on what is not on this disk: forges, registries, clouds, clusters, containers, databases. A row says
// for a program which words are too much, and what for; the first row that fits decides.
import { withoutGlobs } from '../read/marks.ts'
import type { Run } from '../read/run.ts'
import type { GuardCode } from '../verdict.ts'
import { lineOf } from './judge.ts'
import type { Judge } from './judge.ts'

interface ServiceRow {
  readonly programs: RegExp
  readonly rule: GuardCode
  /** Of the words, joined by blanks, options included. */
  readonly words: RegExp
  /** If this is there as well it is no harm. */
  readonly unless?: RegExp
  readonly detail: string
}

const HELP = /(?:^|\s)(?:--help|-h)(?:\s|$)/
/** Asks whether somebody might, or does it only for show. */
const CLUSTER_READ = /--dry-run(?!=none)|(?:^|\s)(?:auth can-i|explain)\s/
const DRY = /--dry-run(?!=none)|--dryrun|--noop|--what-if/

const FORGES: readonly ServiceRow[] = [
  row(/^gh$/, 'GUARD_FORGE_DELETE', /^repo delete\b/, 'the repository'),
  row(/^hub$/, 'GUARD_FORGE_DELETE', /^(?:delete|release delete)\b/, 'what the forge holds'),
  row(/^hub$/, 'GUARD_FORGE_DELETE', /^api\b.*(?:-X ?|--method[= ])DELETE\b/i, 'what the address names'),
  row(/^gh$/, 'GUARD_FORGE_DELETE', /^release delete(?:-asset)?\b/, 'a release'),
  row(
    /^gh$/,
    'GUARD_FORGE_DELETE',
    /^(?:issue|gist|label|project|codespace|repo deploy-key|repo autolink|ssh-key|gpg-key|ruleset|variable|secret|run|cache|org|extension remove|attestation) (?:delete\b|item-delete|field-delete)/,
    'something that others use',
    /^cache delete\b/,
  ),
  row(/^gh$/, 'GUARD_FORGE_ADMIN_MERGE', /^pr merge\b.*(?:\s|^)--adm/, 'the protection'),
  row(
    /^gh$/,
    'GUARD_FORGE_ADMIN_MERGE',
    /^api\b(?=.*(?:-X ?|--method[= ])PUT)(?=.*\/pulls\/[^/ ]+\/merge\b)/i,
    'the protection',
  ),
  row(/^gh$/, 'GUARD_FORGE_DELETE', /^pr close\b.*\s(?:-d\b|--delete-branch)/, 'a branch that is not merged'),
  row(/^gh$/, 'GUARD_FORGE_DELETE', /^release upload\b.*\s--clobber/, 'a file that is published'),
  row(/^gh$/, 'GUARD_FORGE_DELETE', /^alias set\b.*(?:\bdelete\b|--admin)/i, 'what the alias would name'),
  row(
    /^gh$/,
    'GUARD_FORGE_PROTECTION',
    /^repo (?:edit\b.*--(?:visibility|default-branch|delete-branch)|archive\b|rename\b)/,
    'what the repository is for others',
  ),
  row(/^gh$/, 'GUARD_FORGE_PROTECTION', /^workflow disable\b/, 'a workflow that checks'),
  row(
    /^gh$/,
    'GUARD_FORGE_PROTECTION',
    /^(?:secret|variable) (?:set|remove)\b/,
    'secrets or variables of the repository',
  ),
  row(/^gh$/, 'GUARD_FORGE_DELETE', /^api\b.*\bgraphql\b.*mutation.*\bdelete/is, 'what the mutation names'),
  row(
    /^gh$/,
    'GUARD_FORGE_PROTECTION',
    /^api\b.*\bgraphql\b.*mutation.*(?:updateRef|force:\s*true|BranchProtection|Ruleset|updateRepository|archiveRepository|transfer)/is,
    'what the mutation names',
  ),
  row(
    /^gh$/,
    'GUARD_FORGE_PROTECTION',
    /^api\b(?=.*(?:-X ?|--method[= ])(?:PUT|PATCH|POST|DELETE))(?=.*(?:\/protection|\/rulesets|\/actions\/(?:secrets|permissions)|\/transfer\b|\/hooks\b|\/collaborators))/i,
    'the protection of the repository',
  ),
  row(/^gh$/, 'GUARD_FORGE_DELETE', /^api\b.*(?:-X ?|--method[= ])DELETE\b/i, 'what the address names'),
  row(
    /^gh$/,
    'GUARD_GIT_PUSH_FORCE',
    /^api\b(?=.*(?:-X ?|--method[= ])PATCH)(?=.*\/git\/refs\/)(?=.*force=true)/i,
    'the branch',
  ),
  row(
    /^gh$/,
    'GUARD_FORGE_PROTECTION',
    /^api\b(?=.*(?:-X ?|--method[= ])PATCH)(?=.*repos\/[^/ ]+\/[^/ ]+(?:\s|$))/i,
    'what the repository is for others',
  ),
  row(
    /^glab$/,
    'GUARD_FORGE_DELETE',
    /^(?:repo|project|release|mr|issue|label|variable|ssh-key|snippet|schedule|ci|pipeline|job|cluster|token|deploy-key|milestone|iteration|gpg-key|securefile) (?:delete|remove|revoke)\b/,
    'something that others use',
  ),
  row(/^gh$/, 'GUARD_GIT_PUSH_FORCE', /^repo sync\b.*--force/, 'the branch'),
  row(
    /^glab$/,
    'GUARD_FORGE_DELETE',
    /^api\b.*graphql.*mutation.*(?:delete|destroy|remove)/is,
    'what the mutation names',
  ),
  row(/^glab$/, 'GUARD_FORGE_DELETE', /^api\b.*(?:-X ?|--method[= ])DELETE\b/i, 'what the address names'),
  row(
    /^glab$/,
    'GUARD_FORGE_PROTECTION',
    /^(?:repo|project) (?:archive|transfer|update\b.*--visibility)|^variable (?:set|update)\b|^api\b(?=.*(?:-X ?|--method[= ])(?:PUT|PATCH|POST|DELETE))(?=.*(?:protected_branches|approval|push_rule|\/hooks|variables|archived=true))/i,
    'the protection of the project',
  ),
  row(
    /^tea$/,
    'GUARD_FORGE_DELETE',
    /^(?:repos?|releases?|branches|labels?|milestones?) (?:delete|rm)\b/,
    'something that others use',
  ),
  row(
    /^(?:curl|wget|https?|xh)$/,
    'GUARD_FORGE_DELETE',
    /(?=.*(?:(?:-X ?|--request[= ]|--method[= ])DELETE\b|^DELETE\b))(?=.*(?:api\.github\.com|\/api\/v\d|api\.bitbucket\.org|gitlab))/i,
    'what the address names',
  ),
  row(
    /^(?:curl|wget|https?|xh)$/,
    'GUARD_FORGE_PROTECTION',
    /(?=.*(?:(?:-X ?|--request[= ]|--method[= ])|^)(?:PUT|PATCH|POST)\b)(?=.*api\.github\.com)(?=.*(?:\/git\/refs\/.*force|\/protection\b|\/rulesets\b|\/transfer\b|mutation.*(?:delete|force|Protection)))/is,
    'what the forge protects',
  ),
  row(
    /^(?:npm|pnpm|yarn)$/,
    'GUARD_REGISTRY_UNPUBLISH',
    /^(?:npm )?(?:unpublish|deprecate|owner rm|owner remove|access revoke|dist-tag rm|tag remove|org rm|team destroy)\b/,
    'a package',
    DRY,
  ),
  row(/^cargo$/, 'GUARD_REGISTRY_UNPUBLISH', /^yank\b/, 'a version', /--undo/),
  row(
    /^gem$/,
    'GUARD_REGISTRY_UNPUBLISH',
    /^(?:yank\b|owner\b.*\s(?:-r|--remove)\b)/,
    'a version or its owner',
  ),
  row(/^cargo$/, 'GUARD_REGISTRY_UNPUBLISH', /^owner\b.*\s(?:-r|--remove)\b/, 'an owner'),
  row(/^(?:dotnet|nuget)$/, 'GUARD_REGISTRY_UNPUBLISH', /^(?:nuget )?delete\b/, 'a version'),
  row(/^(?:hf|huggingface-cli)$/, 'GUARD_FORGE_DELETE', /^repo(?:-files)? delete\b/, 'the repository'),
]

const INFRASTRUCTURE: readonly ServiceRow[] = [
  row(
    /^(?:terraform|tofu|terragrunt|terramate)$/,
    'GUARD_INFRA_DESTROY',
    /(?:^|\s)(?:run-all |run --all (?:-- )?)?(?:destroy\b|apply\b.*-destroy\b)/,
    'everything that the state holds',
  ),
  row(
    /^(?:terraform|tofu|terragrunt)$/,
    'GUARD_INFRA_DESTROY',
    /(?:^|\s)(?:state (?:rm|push)|workspace delete|force-unlock|taint)\b/,
    'the state',
  ),
  row(
    /^pulumi$/,
    'GUARD_INFRA_DESTROY',
    /^(?:destroy|down|stack rm|state delete)\b/,
    'the stack',
    /--preview-only/,
  ),
  row(
    /^(?:cdk|cdktf|sst|copilot|amplify|serverless|sls|sam|eb|chalice|zappa|ecspresso)$/,
    'GUARD_INFRA_DESTROY',
    /^(?:destroy|remove|undeploy|terminate|delete|app delete)\b/,
    'what was deployed',
  ),
  row(
    /^(?:kubectl|oc|k3s|k)$/,
    'GUARD_INFRA_DESTROY',
    /(?:^|\s)delete\s+(?:-\S+\s+)*(?:ns|namespaces?|pv|persistentvolumes?|pvc|persistentvolumeclaims?|crd|crds|customresourcedefinitions?|nodes?|clusters?|secrets?|deployments?|deploy|statefulsets?|sts|sc)\b/,
    'objects of the cluster',
    CLUSTER_READ,
  ),
  row(
    /^(?:kubectl|oc|k3s|k)$/,
    'GUARD_INFRA_DESTROY',
    /(?:^|\s)(?:delete\b.*(?:\s--all\b|\s-A\b|--all-namespaces|\s-f\b|\s-k\b|--filename|--kustomize)|drain\b|replace\b.*--force)/,
    'objects of the cluster',
    CLUSTER_READ,
  ),
  row(/^helm$/, 'GUARD_INFRA_DESTROY', /^(?:uninstall|delete|del|un)\b/, 'a release', DRY),
  row(/^helmfile$/, 'GUARD_INFRA_DESTROY', /(?:^|\s)(?:destroy|delete)\b/, 'the releases'),
  row(
    /^aws$/,
    'GUARD_INFRA_DESTROY',
    /(?:^|\s)s3 (?:rb\b|rm\b.*--recursive|sync\b.*--delete)|\b(?:delete-(?:bucket|stack|cluster|db-|table|function|user|role|vpc|log-group|repository|secret|hosted-zone|file-system|snapshot|volume|queue|topic|object|key)|terminate-instances|deregister-|schedule-key-deletion|remove-|release-address)/,
    'resources of the account',
    /--dry-?run/,
  ),
  row(/^gcloud$/, 'GUARD_INFRA_DESTROY', /\sdelete\b/, 'resources of the project'),
  row(/^(?:gsutil)$/, 'GUARD_INFRA_DESTROY', /(?:^|\s)(?:rb\b|rm\b.*-\w*r|rsync\b.*-d)/, 'a bucket'),
  row(/^bq$/, 'GUARD_INFRA_DESTROY', /^rm\b/, 'a data set'),
  row(/^az$/, 'GUARD_INFRA_DESTROY', /\s(?:delete|purge|delete-batch)\b/, 'resources of the subscription'),
  row(
    /^(?:eksctl|kops|doctl|linode-cli|hcloud|flyctl|fly|heroku|vercel|netlify|wrangler|railway|kind|minikube|k3d|vagrant|multipass|gcloud)$/,
    'GUARD_INFRA_DESTROY',
    /(?:^|\s)(?:delete|destroy|rm|remove|apps:destroy|pg:reset|addons:destroy|sites:delete)\b/,
    'what runs there',
    /^(?:cache|env|domains|alias|completion)\b/,
  ),
  row(/^(?:ansible|salt)$/, 'GUARD_INFRA_DESTROY', /\brm -rf\b/, 'files on other machines'),
  row(
    /^(?:docker|podman|nerdctl)$/,
    'GUARD_CONTAINER_PRUNE',
    /^(?:system prune|volume (?:rm|remove|prune)|image prune\b.*-\w*a|builder prune\b.*-a)/,
    'volumes or images',
  ),
  row(
    /^(?:docker|podman|nerdctl)$/,
    'GUARD_CONTAINER_PRUNE',
    /^(?:container rm\b.*(?:\s-\w*v|--volumes)|rm\b.*--volumes|system reset\b|stack (?:rm|remove|down)\b|swarm leave\b.*(?:-f|--force)|(?:secret|config) (?:rm|remove)\b)/,
    'what runs there, with its data',
  ),
  row(
    /^(?:limactl|colima|wsl)$/,
    'GUARD_INFRA_DESTROY',
    /^(?:delete|--unregister)\b/,
    'a machine with its disk',
  ),
  row(
    /^(?:argocd|flux|velero|firebase|supabase|render|mc|s3cmd|s5cmd|restic|borg)$/,
    'GUARD_INFRA_DESTROY',
    /(?:^|\s)(?:delete|remove|rb|rm\b.*\s-\w*r|del\b.*\s-\w*r|forget\b.*--prune)\b/,
    'what is kept there',
    DRY,
  ),
  row(/^oc$/, 'GUARD_INFRA_DESTROY', /(?:^|\s)delete\s+project\b/, 'a project', CLUSTER_READ),
  row(
    /^(?:docker|podman|nerdctl|docker-compose|podman-compose)$/,
    'GUARD_CONTAINER_PRUNE',
    /^(?!(?:.*\s)?(?:run|exec)\s)(?:compose\b.*)?\s*(?:.*\s)?(?:down\b.*(?:\s-v\b|--volumes|--rmi)|rm\b.*\s-\w*v)/,
    'volumes with their data',
  ),
]

const DATABASES: readonly ServiceRow[] = [
  row(
    /^(?:dropdb|dropuser|mysqladmin|pg_dropcluster)$/,
    'GUARD_DATABASE_DROP',
    /^(?!.*(?:ping|status|version|processlist|--help|create|extended-status)).*/,
    'the database',
  ),
  row(
    /^(?:psql|mysql|mariadb|sqlite3?|sqlcmd|cockroach|clickhouse-client|clickhouse|duckdb|usql|bq|snowsql|cqlsh|turso|libsql|wrangler)$/,
    'GUARD_DATABASE_DROP',
    /\b(?:drop\s+(?:database|schema|table|owned|keyspace|user|role|collection|view|index|column)|truncate\s+(?:table\s+)?\w|alter\s+table\b.*\bdrop\b|delete\s+from\s+[\w."`]+\s*(?:;|$|["'\s]*$))/is,
    'drop, truncate or delete without a condition',
  ),
  row(
    /^(?:mix|sqlx|diesel)$/,
    'GUARD_DATABASE_DROP',
    /^(?:ecto\.(?:drop|reset)|database (?:drop|reset))\b/,
    'the database',
  ),
  row(
    /^(?:etcdctl|consul|vault|influx|rabbitmqctl|kafka-topics(?:\.sh)?|nats)$/,
    'GUARD_DATABASE_DROP',
    /(?:^|\s)(?:del\b.*--prefix|kv delete\b.*-recurse|(?:secrets )?disable|kv (?:metadata delete|destroy)|(?:bucket )?delete|reset|delete_(?:queue|vhost)|--delete|stream rm)\b/,
    'what is kept there',
  ),
  row(
    /^(?:curl|wget|https?|xh)$/,
    'GUARD_DATABASE_DROP',
    /(?=.*(?:(?:-X ?|--request[= ]|--method[= ])DELETE\b|^DELETE\b))(?=.*:9200\/)/i,
    'an index',
  ),
  row(/^redis-cli|valkey-cli$/, 'GUARD_DATABASE_DROP', /\b(?:flushall|flushdb)\b/i, 'all keys'),
  row(
    /^(?:mongo|mongosh)$/,
    'GUARD_DATABASE_DROP',
    /dropDatabase|\.drop\(|deleteMany\(\s*\{\s*\}|remove\(\s*\{\s*\}/,
    'a collection or database',
  ),
  row(
    /^(?:rails|rake|bin\/rails)$/,
    'GUARD_DATABASE_DROP',
    /(?:^|\s)db:(?:drop|reset|migrate:reset|purge|schema:load|truncate_all)\b/,
    'the database',
  ),
  row(
    /^prisma$/,
    'GUARD_DATABASE_DROP',
    /^(?:migrate reset|db push\b.*--(?:force-reset|accept-data-loss))/,
    'the database',
  ),
  row(
    /^(?:php|artisan|symfony|console)$/,
    'GUARD_DATABASE_DROP',
    /(?:migrate:(?:fresh|reset|refresh)|db:wipe|doctrine:(?:database|schema):drop)\b/,
    'the database',
  ),
  row(
    /^(?:python[\d.]*|manage\.py|django-admin)$/,
    'GUARD_DATABASE_DROP',
    /(?:^|\s)(?:\S*manage\.py )?(?:flush|reset_db|sqlflush)\b/,
    'the database',
  ),
  row(
    /^(?:sequelize|typeorm|knex|mikro-orm|drizzle-kit|alembic|flyway|liquibase|dbmate|supabase|atlas|goose)$/,
    'GUARD_DATABASE_DROP',
    /(?:^|\s)(?:db:drop|schema:drop|drop|clean|drop-all|downgrade base|db reset|down-to 0|reset|rollback --all)\b/,
    'the database',
  ),
]

const ROWS: readonly ServiceRow[] = [...FORGES, ...INFRASTRUCTURE, ...DATABASES]
/** One pattern instead of many: most programs are none of them, and each pattern has to be compiled. */
const ANY = new RegExp([...new Set(ROWS.map(({ programs }) => programs.source))].join('|'), 'i')

function row(programs: RegExp, rule: GuardCode, words: RegExp, detail: string, unless?: RegExp): ServiceRow {
  return { programs, rule, words, detail, ...(unless === undefined ? {} : { unless }) }
}

/** Options before the verb, with their values. */
const BEFORE =
  /^(?:(?:-R|--repo|-n|--namespace|--context|--kubeconfig|--profile|--region|--project|-chdir|--cwd|-f|--file|-p|--project-name|-C|-H|--hostname)(?:=\S+| \S+) ?|--?[\w-]+(?:=\S+)? )+/

export function judgeServices(run: Run, judge: Judge): void {
  if (!ANY.test(run.program)) return
  const rows = ROWS.filter(({ programs }) => programs.test(run.program))
  if (rows.length === 0) return
  const isSql = isDatabase(rows)
  const words = [...withoutValues(run.args), ...(isSql && run.stdin !== undefined ? [run.stdin] : [])]
    .map((word) => (isSql ? withoutGlobs(word).replaceAll(/'[^']*'/g, "''") : withoutGlobs(word)))
    .join(' ')
  if (HELP.test(words) && rows.some(({ programs }) => !programs.test('psql'))) return
  const bare = words.replace(BEFORE, '')
  const hit = rows.find(
    ({ words: bad, unless }) => (bad.test(words) || bad.test(bare)) && unless?.test(words) !== true,
  )
  if (hit !== undefined) judge.stop(hit.rule, lineOf(run), hit.detail)
}

/** Titles and texts for people are no options. */
function withoutValues(args: readonly string[]): readonly string[] {
  return args.filter(
    (_word, index) =>
      !/^(?:-t|--title|-b|--body|--subject|-m|--message|--description|--notes|--comment)$/.test(
        args[index - 1] ?? '',
      ),
  )
}

function isDatabase(rows: readonly ServiceRow[]): boolean {
  return rows.some(({ rule }) => rule === 'GUARD_DATABASE_DROP')
}
