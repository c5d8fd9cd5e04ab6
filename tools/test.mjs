import { join } from 'node:path';
import { Problem } from './Problem.mjs';
import { checkSystem } from './checkMachine.mjs';
import { ensureProjectTools } from './ensureInstalled.mjs';
import { projectFolder } from './folders.mjs';
import { HOSTS } from './hosts/hosts.mjs';
import { testOnHost } from './hosts/testOnHost.mjs';
import { inTemporaryFolder } from './inTemporaryFolder.mjs';
import { packPackage } from './packPackage.mjs';
import { endAllWithThis } from './processes.mjs';
import { run } from './run.mjs';
import { runJest } from './runJest.mjs';
import { scanSources, scanTarball } from './scanPackage.mjs';
import { step } from './step.mjs';

const total = { passed: 0, failed: 0, failedStages: [] };

async function main(jestArguments) {
	checkSystem();
	endAllWithThis();
	await ensureProjectTools();
	if (jestArguments.length > 0) return await jest('Tests', ...jestArguments);

	await check('Types', () => npm('run', 'types'));
	await check('Formatting', () => run(installed('prettier'), ['--check', '.'], inProject));
	await check('Lint', () => npm('run', 'lint'));
	await check("n8n's scan of the source", scanSources);
	await check("Build, and n8n's scan of the package", () =>
		inTemporaryFolder(async (folder) => scanTarball(await packPackage(folder))),
	);
	await jest('Tests of the source', '--selectProjects', 'source');
	await jest('Tests of the package', '--selectProjects', 'package');
	await onOldest();
	await jest('Tests in a real n8n', '--selectProjects', 'n8n');
	await jest('Tests in a browser', '--selectProjects', 'browser');
	await jest('Tests of installing it from a registry', '--selectProjects', 'install');
	await jest('Tests in queue mode', '--selectProjects', 'queue');
}

const inProject = { cwd: projectFolder };
const npm = async (...args) => await run('npm', args, inProject);
const installed = (command) => join(projectFolder, 'node_modules/.bin', command);

/** A stage that passes or fails as a whole. */
async function check(title, work) {
	await step(title, work).then(
		() => count(title, { passed: 1, failed: 0 }),
		(error) => {
			show(error);
			count(title, { passed: 0, failed: 1 });
		},
	);
}

/** A stage counted by test; jest shows its own progress. */
async function jest(title, ...args) {
	const ok = ({ failed }) => failed === 0;
	count(title, await step(title, () => runJest(args), { live: false, ok }));
}

/** The tests of the engine and of the package once more, on the oldest n8n that is supported. */
async function onOldest() {
	const [host] = HOSTS;
	const title = `Tests on n8n ${host.n8n}`;
	const ok = ({ wrong }) => wrong.length === 0;
	const { passed, wrong } = await step(title, () => testOnHost(host), { ok });
	for (const text of wrong) console.log(`\n${text}\n`);
	count(title, { passed, failed: wrong.length });
}

function count(title, { passed, failed }) {
	total.passed += passed;
	total.failed += failed;
	if (failed > 0) total.failedStages.push(title);
}

const show = (error) =>
	console.log(`\n${error instanceof Problem ? error.message : error.stack}\n`);

await main(process.argv.slice(2)).catch((error) => {
	show(error);
	count('Preparation', { passed: 0, failed: 1 });
});
if (total.failedStages.length > 0) console.log(`\nFailed: ${total.failedStages.join(', ')}`);
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
