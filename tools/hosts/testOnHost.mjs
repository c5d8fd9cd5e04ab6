import { runJest } from '../runJest.mjs';
import { differencesOn } from './differences.mjs';
import { installHost, installNode } from './installHost.mjs';

const NODE_HERE = Number(process.versions.node.split('.')[0]);

/** What touches n8n: its engine, its loader, its helper for credentials. */
const TESTS = [
	// Not the tests of the harness: they say what the newest n8n does. Nor the schedules of faults: on an
	// older n8n, an answer whose compression is broken leaves its connection open, which they count.
	['test/engine/(?!harness|.*Schedules)', 'test/credentials', 'test/package'],
	['--selectProjects', 'source', 'package'],
	// Older engines leave a timer behind.
	['--forceExit', '--silent'],
].flat();

/**
 * Runs the tests of the engine and of the package on another n8n. Resolves with how many tests
 * `passed`, which differences were `met`, and what is `wrong`: each test that failed though no
 * difference says so, and each difference that no failing test shows.
 */
export async function testOnHost(host, nodeMajor = usualNode(host)) {
	const [folder, node] = [await installHost(host), await installNode(nodeMajor)];
	const { passed, failures } = await runJest(TESTS, {
		node,
		env: { ...process.env, HOST_FOLDER: folder },
		isQuiet: true,
	});
	const differences = differencesOn(host.n8n);
	const isMet = ({ tests }) => failures.some(({ name }) => tests.test(name));
	const isExpected = ({ name }) => differences.some(({ tests }) => tests.test(name));
	return {
		passed,
		met: differences.filter(isMet),
		wrong: [
			...failures.filter((failure) => !isExpected(failure)).map(describe),
			...differences.filter((one) => !isMet(one)).map(({ what }) => `Not so any more: ${what}`),
			...(passed === 0 ? ['No test passed'] : []),
		],
	};
}

const describe = ({ name, message }) => `${name}\n${message}`;

/** The Node.js that runs this, if that n8n allows it. */
const usualNode = ({ nodes }) => nodes.find((major) => major === NODE_HERE) ?? nodes[0];
