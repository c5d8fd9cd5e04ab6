import 'reflect-metadata';
import { endAllWithThis } from '../../tools/processes.mjs';
import { describeMachine } from './describeMachine';
import { measureEvents } from './events/measureEvents';
import { measureForms } from './forms/measureForms';
import { measurePacking } from './packing/measurePacking';
import { HELP, readOptions } from './readOptions';
import { measureSending } from './sending/measureSending';
import { startExpressionEngine } from './startExpressionEngine';

const MEASUREMENTS = {
	packing: measurePacking,
	sending: measureSending,
	events: measureEvents,
	forms: measureForms,
};

async function main(args: string[]): Promise<void> {
	const names = Object.keys(MEASUREMENTS) as Array<keyof typeof MEASUREMENTS>;
	const read = readOptions(args, names);
	if (!read) return console.log(HELP);
	endAllWithThis();
	await startExpressionEngine();
	const machine = await describeMachine();
	for (const name of read.wanted) {
		process.stderr.write(`${name}\n`);
		console.log(`${await MEASUREMENTS[name](read.options)}\n\n${machine}.\n`);
	}
}

main(process.argv.slice(2)).then(
	// The expression engine would keep the process alive.
	() => process.exit(),
	(error: Error) => {
		console.error(error.stack);
		process.exit(1);
	},
);
