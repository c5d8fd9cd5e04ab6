/** How much is measured, and how often. */
export interface BenchOptions {
	/** How often each contender runs. */
	runs: number;
	packingRecords: number;
	sendingRecords: number;
	sendingLatencyMs: number;
	/** How many requests at once, one table row each. */
	concurrency: number[];
	events: number;
	eventLatenciesMs: number[];
	n8nEvents: number;
	n8nRecords: number;
	formItems: number;
	plainItems: number;
	/** How many records as items. */
	sizes: number[];
	/** The same for those that make one request of each. */
	singleSizes: number[];
	/** How many records in a file. */
	fileSizes: number[];
	/** Where the plot is written, from the project's folder. */
	plot: string;
}
