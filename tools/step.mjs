const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

/**
 * Does a named piece of work and shows that it goes on, how long it took and whether it worked.
 * Rejects as the work does. Work that writes to the terminal itself is not to be `live`; where
 * going wrong is an answer and not an error, `ok` tells it from the answer.
 */
export async function step(title, work, { live = process.stdout.isTTY, ok = () => true } = {}) {
	const since = performance.now();
	const end = live ? liveLine(title, since) : twoLines(title, since);
	try {
		const result = await work();
		end(ok(result) ? '✓' : '✗');
		return result;
	} catch (error) {
		end('✗');
		throw error;
	}
}

function twoLines(title, since) {
	console.log(`… ${title}`);
	return (mark) => console.log(`${mark} ${title} (${seconds(since)})`);
}

function liveLine(title, since) {
	const show = (mark, after = '') =>
		process.stdout.write(`\r\x1b[K${mark} ${title} (${seconds(since)})${after}`);
	show('…');
	const ticking = setInterval(show, 200, '…');
	return (mark) => {
		clearInterval(ticking);
		show(mark, '\n');
	};
}
