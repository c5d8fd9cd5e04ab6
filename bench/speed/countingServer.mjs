import { createServer } from 'node:http';

/*
 * Takes events and batches of NDJSON, as Vambe and Evermuse would, keeps nothing and counts. It is
 * asked for its counts by its parent, beside HTTP, so that asking opens no socket.
 */

let latencyMs = 0;
let counts;
let open = 0;

const reset = () => {
	counts = { requests: 0, records: 0, bytes: 0, socketsOpened: 0, socketsAtOnce: open };
};
reset();

const server = createServer((request, response) => {
	counts.requests++;
	let lines = 0;
	request.on('data', (part) => {
		counts.bytes += part.length;
		for (let at = part.indexOf(10); at >= 0; at = part.indexOf(10, at + 1)) lines++;
	});
	request.on('end', () => {
		// JSON of one record has no line of its own.
		const records = request.headers['content-type'] === 'application/x-ndjson' ? lines : 1;
		counts.records += records;
		const answer = request.url.startsWith('/api/v1/events')
			? { id: `event-${counts.requests}` }
			: { batchId: `batch-${counts.requests}`, acceptedCount: records, rejectedCount: 0 };
		const send = () =>
			response.writeHead(202, { 'Content-Type': 'application/json' }).end(JSON.stringify(answer));
		if (latencyMs > 0) setTimeout(send, latencyMs);
		else send();
	});
});

server.on('connection', (socket) => {
	counts.socketsOpened++;
	counts.socketsAtOnce = Math.max(counts.socketsAtOnce, ++open);
	socket.on('close', () => open--);
});

process.on('message', (message) => {
	if (message.reset) {
		latencyMs = message.reset.latencyMs;
		reset();
	}
	process.send(counts);
});
process.on('disconnect', () => process.exit());

// All of some thousand connections that are asked for at once are to be let in.
server.listen({ port: 0, host: '127.0.0.1', backlog: 16_384 }, () =>
	process.send(`http://127.0.0.1:${server.address().port}`),
);
