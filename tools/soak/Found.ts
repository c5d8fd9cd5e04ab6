import type { Comparison } from './compareWithLedger';
import type { Trend } from './trendOf';

/** What a soak found. */
export interface Found {
	/** How often n8n ran the workflow, and how often its schedule says. */
	runs: number;
	due: number;
	services: ServiceFound[];
	/** Of n8n's process, in bytes, once it had warmed up. */
	memory: {
		/** What is left when all garbage is collected. */
		held: Trend;
		/** What the operating system gives it. */
		resident: Trend;
	};
	/** How many ends of connections to the services were open when all was over. */
	sockets: number;
}

export interface ServiceFound {
	/** The node that sends to it. */
	node: string;
	requests: number;
	/** How many of them met a fault. */
	disturbed: number;
	items: Comparison;
}
