import { MUST_BE_NONE } from './compareWithLedger';
import type { Found, ServiceFound } from './Found';
import type { Trend } from './trendOf';

/**
 * The share by which memory may seem to grow: what is held by a few kilobytes for each run of an hour,
 * so in a few minutes only a large leak shows. What the operating system gives is never quite flat.
 */
const FLAT = { held: 0.02, resident: 0.1 };
/** Of the runs that are due: a busy machine may miss some. */
const ENOUGH = 0.9;

/** What is wrong with what a soak found, a sentence each. */
export const flawsOf = ({ runs, due, services, memory, sockets }: Found): string[] => [
	...(runs < ENOUGH * due ? [`n8n ran ${runs} times where ${Math.floor(due)} were due`] : []),
	...services.flatMap(flawsOfService),
	...flawsOfMemory('held after garbage collection', memory.held, FLAT.held),
	...flawsOfMemory('resident', memory.resident, FLAT.resident),
	...(sockets > 0 ? [`Ends of connections left open: ${sockets}`] : []),
];

const flawsOfService = ({ node, disturbed, items }: ServiceFound): string[] => [
	...MUST_BE_NONE.filter((what) => items[what] > 0).map(
		(what) => `${node}, items ${what}: ${items[what]}`,
	),
	// Of a service that took nothing, or that never failed, all of the above is true and says nothing.
	...(items.accepted === 0 ? [`${node}: nothing was accepted`] : []),
	...(disturbed === 0 ? [`${node}: no request met a fault`] : []),
];

// Not a number, where there are no samples, is not flat.
const flawsOfMemory = (what: string, { mean, growth }: Trend, flat: number): string[] =>
	growth < flat * mean ? [] : [`Memory ${what} grows by ${Math.round((growth / mean) * 100)} %`];
