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
  npm run hosts -- 1.100.1 2.0.3   only these
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
		for (const node of host.nodes) {
			if (values.node && node !== Number(values.node)) continue;
			const title = `n8n ${host.n8n}, zod ${host.zod}, Node.js ${node}`;
			const ok = ({ wrong }) => wrong.length === 0;
			const result = await step(title, () => testOnHost(host, node), { ok });
			for (const text of result.wrong) console.log(`\n${text}\n`);
			rows.push({ host, node, ...result });
		}
	}
	console.log(`\n${tableOf(rows)}`);
	if (rows.length === 0 || rows.some(({ wrong }) => wrong.length > 0)) process.exitCode = 1;
}

const tableOf = (rows) =>
	[
		'| n8n | zod | Node.js | Tests passed | Failed | Not as in the newest |',
		'| --- | --- | --- | ---: | ---: | --- |',
		...rows.map(({ host, node, passed, wrong, met }) => {
			const differences = met.map(({ what }) => what).join('. ');
			return `| ${host.n8n} | ${host.zod} | ${node} | ${passed} | ${wrong.length} | ${differences} |`;
		}),
	].join('\n');

await main(process.argv.slice(2)).catch((error) => {
	console.error(`\n${error instanceof Problem ? error.message : error.stack}`);
	process.exitCode = 1;
});
