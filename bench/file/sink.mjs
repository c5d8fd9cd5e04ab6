import { createServer } from 'node:http';

/** Takes every batch of NDJSON, as Evermuse would, and keeps nothing. */
const server = createServer((request, response) => {
	let records = 0;
	request.on('data', (part) => {
		for (let at = part.indexOf(10); at >= 0; at = part.indexOf(10, at + 1)) records++;
	});
	request.on('end', () => {
		const receipt = {
			batchId: `b${Date.now()}-${Math.random()}`,
			acceptedCount: records,
			rejectedCount: 0,
		};
		response
			.writeHead(202, { 'Content-Type': 'application/json' })
			.end(JSON.stringify({ ...receipt, totalErrorCount: 0 }));
	});
});

server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`));
