// Runs in a thread of its own: PGlite loads its program in a way that Jest does not allow.
const { parentPort } = require('node:worker_threads');
const { PGlite } = require('@electric-sql/pglite');
const { PGLiteSocketServer } = require('@electric-sql/pglite-socket');

async function serve() {
  const db = await PGlite.create();
  const server = new PGLiteSocketServer({ db, port: 0 });
  await server.start();
  parentPort.postMessage(server.getServerConn());
}

serve();
