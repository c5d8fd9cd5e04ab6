const { appendFileSync } = require('node:fs');
const { memoryUsage } = require('node:process');

/*
 * Loaded into n8n before all else: writes down every few seconds how much memory it has, a line each.
 * The garbage is collected first. V8 lets hundreds of megabytes of it lie, and between two of its own
 * collections nobody could tell that from a leak.
 */

const EVERY_MS = 5_000;

function write() {
	const { rss } = memoryUsage();
	global.gc();
	const { heapUsed, external } = memoryUsage();
	const sample = { at: Date.now(), resident: rss, held: heapUsed + external };
	appendFileSync(process.env.SOAK_MEMORY_FILE, `${JSON.stringify(sample)}\n`);
}

// Processes that n8n starts, such as npm's, load this as well.
if (process.argv[2] === 'start') setInterval(write, EVERY_MS).unref();
