// Replicates records to a PouchDB server over HTTP: a first load, then some that changed, seven times.
// Usage: node pouchdb_sync.js RECORDS CHANGES; prints {"first": seconds, "changes": seconds}.
'use strict';
const { fork } = require('child_process');
const crypto = require('crypto');
const PouchDB = require('pouchdb');

const Stored = PouchDB.defaults({ prefix: './' });

function serve() {
  const app = require('express')();
  const options = { mode: 'minimumForPouchDB', inMemoryConfig: true };
  app.use('/', require('express-pouchdb')(Stored, options));
  const server = app.listen(0, '127.0.0.1', () => process.send(server.address().port));
}

async function seconds(work) {
  const start = process.hrtime.bigint();
  await work();
  return Number(process.hrtime.bigint() - start) / 1e9;
}

function record(id) {
  return {
    _id: id || crypto.randomBytes(16).toString('hex'),
    index: crypto.randomBytes(16).toString('hex'),
    sealed: crypto.randomBytes(172).toString('base64'),
  };
}

async function main(records, changes) {
  const child = fork(__filename, ['serve']);
  const port = await new Promise((resolve) => child.once('message', resolve));
  const local = new Stored('local');
  const remote = new PouchDB(`http://127.0.0.1:${port}/register`);
  const documents = Array.from({ length: records }, () => record());
  for (let at = 0; at < records; at += 5000) await local.bulkDocs(documents.slice(at, at + 5000));
  const options = { batch_size: 1000, batches_limit: 10 };
  const first = await seconds(() => local.replicate.to(remote, options));
  const keys = documents.slice(0, changes).map((each) => each._id);
  const rounds = [];
  for (let round = 0; round < 7; round += 1) {
    const found = await local.allDocs({ keys });
    await local.bulkDocs(found.rows.map((row) => ({ ...record(row.id), _rev: row.value.rev })));
    rounds.push(await seconds(() => local.replicate.to(remote, options)));
  }
  const changed = rounds.sort((one, other) => one - other)[3];
  const { doc_count: stored } = await remote.info();
  if (stored !== records) throw new Error(`stored ${stored} of ${records}`);
  console.log(JSON.stringify({ first, changes: changed }));
  child.kill();
  process.exit(0);
}

if (process.argv[2] === 'serve') serve();
else main(Number(process.argv[2]), Number(process.argv[3]));
