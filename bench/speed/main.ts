import 'reflect-metadata';
import { attempt, isError } from 'lodash';
import { endAllWithThis } from '../../tools/processes.mjs';
import { describeMachine } from './describeMachine';
import { measureEvents } from './events/measureEvents';
import { measureForms } from './forms/measureForms';
import { measureInN8n } from './n8n/measureInN8n';
import { measurePacking } from './packing/measurePacking';
import { HELP, readOptions } from './readOptions';
import { measureSending } from './sending/measureSending';
import { measureSize } from './size/measureSize';
import { withExpressionEngine } from './withExpressionEngine';

const MEASUREMENTS = {
	packing: measurePacking,
	sending: measureSending,
	events: measureEvents,
	n8n: measureInN8n,
	forms: measureForms,
	size: measureSize,
};

async function main(args: string[]): Promise<void> {
	const names = Object.keys(MEASUREMENTS) as Array<keyof typeof MEASUREMENTS>;
	const read = attempt(() => readOptions(args, names));
	if (isError(read)) {
		console.error(read.message);
		process.exitCode = 1;
		return;
	}
	if (!read) return console.log(HELP);
	endAllWithThis();
	await withExpressionEngine(async () => {
		const machine = await describeMachine();
		for (const name of read.wanted) {
			process.stderr.write(`${name}\n`);
			console.log(`${await MEASUREMENTS[name](read.options)}\n\n${machine}.\n`);
		}
	});
}

main(process.argv.slice(2)).catch((error: Error) => {
	console.error(error.stack);
	process.exitCode = 1;
});
