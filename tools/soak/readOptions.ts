import { parseArgs } from 'node:util';

export const HELP = `npm run soak: a real n8n sends to a misbehaving sandbox every few seconds, for long

  npm run soak -- --minutes 60   how long
  npm run soak -- --every 3      seconds from one run to the next, at most 59
  npm run soak -- --seed 1       what the sandbox does wrong; which request meets it is a matter of time`;

const FLAGS = {
	help: { type: 'boolean' },
	minutes: { type: 'string', default: '60' },
	every: { type: 'string', default: '3' },
	seed: { type: 'string', default: '1' },
} as const;

export interface SoakOptions {
	minutes: number;
	everySeconds: number;
	/** Any text. */
	seed: string;
}

/**
 * @returns nothing if help is wanted
 * @throws if something is not understood
 */
export function readOptions(args: readonly string[]): SoakOptions | undefined {
	const { help, minutes, every, seed } = parse(args);
	if (help) return undefined;
	const options = { minutes: Number(minutes), everySeconds: Number(every), seed };
	if (!(options.minutes > 0 && options.minutes < Infinity))
		throw notUnderstood('--minutes takes a number above 0');
	// n8n's schedule counts the seconds of each minute anew.
	if (
		!Number.isInteger(options.everySeconds) ||
		options.everySeconds < 1 ||
		options.everySeconds > 59
	)
		throw notUnderstood('--every takes a whole number from 1 to 59');
	return options;
}

function parse(args: readonly string[]) {
	try {
		return parseArgs({ args: [...args], options: FLAGS }).values;
	} catch (error) {
		throw notUnderstood((error as Error).message);
	}
}

const notUnderstood = (what: string) => new Error(`${what}\n\n${HELP}`);
