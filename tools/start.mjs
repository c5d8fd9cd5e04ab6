import { rm } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { Problem } from './Problem.mjs';
import { checkSystem } from './checkMachine.mjs';
import { checkPorts } from './checkPorts.mjs';
import { userFolder } from './folders.mjs';
import { endAll, endAllWithThis } from './processes.mjs';
import { startDemo } from './startDemo.mjs';
import { owner } from './startN8n.mjs';

const HELP = `npm start: an n8n with these nodes, and a local Vambe and Evermuse to try them on

  npm start -- --fresh                  forget everything made in the n8n of earlier starts
  npm start -- --port 5678              where n8n listens (its task broker takes the port above)
  npm start -- --vambe-port 5801        where the local Vambe listens
  npm start -- --evermuse-port 5802     where the local Evermuse listens
  npm start -- --hour-seconds 30        how long an hour lasts in the local Vambe's limit of events`;

async function main() {
	const options = readOptions();
	if (options.help) return console.log(HELP);

	checkSystem();
	const ports = {
		n8nPort: options.port,
		brokerPort: options.port + 1,
		vambePort: options['vambe-port'],
		evermusePort: options['evermuse-port'],
	};
	await checkPorts([
		{ port: ports.n8nPort, server: 'n8n', flag: '--port' },
		{ port: ports.brokerPort, server: "n8n's task broker, --port + 1", flag: '--port' },
		{ port: ports.vambePort, server: 'the local Vambe', flag: '--vambe-port' },
		{ port: ports.evermusePort, server: 'the local Evermuse', flag: '--evermuse-port' },
	]);

	endAllWithThis();
	if (options.fresh) await rm(userFolder, { recursive: true, force: true });
	const demo = await startDemo({ userFolder, ports, hourSeconds: options['hour-seconds'] });
	console.log(welcome(demo, ports));
	throw await demo.died;
}

const OPTIONS = {
	help: { type: 'boolean' },
	fresh: { type: 'boolean' },
	port: { type: 'string', default: '5678' },
	'vambe-port': { type: 'string', default: '5801' },
	'evermuse-port': { type: 'string', default: '5802' },
	// The example that waits for the next hour is then over in a minute or so.
	'hour-seconds': { type: 'string', default: '30' },
};

function readOptions() {
	const values = parse();
	const port = (name) => {
		const number = Number(values[name]);
		if (Number.isInteger(number) && number > 0 && number < 65535) return number;
		throw new Problem(`--${name} takes a port number, not "${values[name]}".`);
	};
	return {
		...values,
		port: port('port'),
		'vambe-port': port('vambe-port'),
		'evermuse-port': port('evermuse-port'),
	};
}

function parse() {
	try {
		return parseArgs({ options: OPTIONS }).values;
	} catch (error) {
		throw new Problem(`${error.message}\n\n${HELP}`);
	}
}

const welcome = ({ address, workflows }, { vambePort, evermusePort }) => `
  Open      ${address}
  Sign in   ${owner.email}   ${owner.password}

  Then open an example and press "Execute workflow":
${workflows.map(({ name }) => `    ${name}`).join('\n')}

  They send to the local Vambe (http://127.0.0.1:${vambePort}) and Evermuse (http://127.0.0.1:${evermusePort}).
  Nothing leaves this machine. Ctrl-C ends everything.
`;

await main().catch(async (error) => {
	console.error(`\n${error instanceof Problem ? error.message : error.stack}`);
	await endAll();
	process.exitCode = 1;
});
