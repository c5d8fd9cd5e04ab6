import { parseArgs } from 'node:util';
import { Problem } from './Problem.mjs';
import { checkSystem } from './checkMachine.mjs';
import { ensureProjectTools } from './ensureInstalled.mjs';
import { HOSTS } from './hosts/hosts.mjs';
import { testOnHost } from './hosts/testOnHost.mjs';
import { endAllWithThis } from './processes.mjs';
import { step } from './step.mjs';

const HELP = `npm run hosts: the tests of the engine and of the package on other versions of n8n

  npm run hosts                    all that are known, on every Node.js each allows: half an hour
  npm run hosts -- 1.100.1 2.11.4  only these
  npm run hosts -- --node 22       only on this Node.js`;

async function main(args) {
	const { values, positionals: versions } = parseArgs({
		args,
		options: { help: { type: 'boolean' }, node: { type: 'string' } },
		allowPositionals: true,
	});
	if (values.help) return console.log(HELP);
	const unknown = versions.filter((version) => !HOSTS.some(({ n8n }) => n8n === version));
	if (unknown.length > 0) throw new Problem(`${HELP}\n\nNot known: ${unknown.join(', ')}`);

	checkSystem();
	endAllWithThis();
	await ensureProjectTools();
	const rows = [];
	for (const host of HOSTS.filter(({ n8n }) => versions.length === 0 || versions.includes(n8n))) {
		const wanted = host.nodes.filter((node) => !values.node || node === Number(values.node));
		const results = [];
		for (const node of wanted) results.push(await show(host, node));
		if (results.length > 0) rows.push(rowOf(host, wanted, results));
		if (results.some(({ wrong }) => wrong.length > 0)) process.exitCode = 1;
	}
	if (rows.length === 0) throw new Problem('None of them runs on that Node.js.');
	console.log(`\n${[...HEAD, ...rows].join('\n')}`);
}

/** Tests on one version of n8n and of Node.js, and tells what is wrong there. */
async function show(host, node) {
	const title = `n8n ${host.n8n}, zod ${host.zod}, Node.js ${node}`;
	const ok = ({ wrong }) => wrong.length === 0;
	const result = await step(title, () => testOnHost(host, node), { ok });
	for (const text of result.wrong) console.log(`\n${text}\n`);
	return result;
}

const HEAD = [
	'| n8n | zod | Node.js | Tests passed | Failed | What that n8n cannot do |',
	'| --- | --- | --- | ---: | ---: | --- |',
];

function rowOf({ n8n, zod }, nodes, results) {
	const passed = [...new Set(results.map((result) => result.passed))];
	const failed = results.reduce((sum, { wrong }) => sum + wrong.length, 0);
	const differences = [...new Set(results.flatMap(({ met }) => met.map(({ what }) => what)))];
	const cells = [n8n, zod, nodes.join(', '), passed.join(', '), failed, differences.join('; ')];
	return `| ${cells.join(' | ')} |`;
}

await main(process.argv.slice(2)).catch((error) => {
	console.error(`\n${error instanceof Problem ? error.message : error.stack}`);
	process.exitCode = 1;
});
