import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

export interface Counts {
	requests: number;
	/** How many records or events were in them. */
	records: number;
	/** The length of all bodies. */
	bytes: number;
	socketsOpened: number;
	/** How many were open at the same time, at most. */
	socketsAtOnce: number;
}

export interface CountingServer {
	url: string;
	/** Begins to count anew, and to take so long for each answer. */
	reset(latencyMs?: number): Promise<void>;
	counts(): Promise<Counts>;
}

/** Does some work with a stand-in for both services, in a process of its own: its work does not count. */
export async function withCountingServer<Result>(
	work: (server: CountingServer) => Promise<Result>,
): Promise<Result> {
	const server = fork(join(__dirname, 'countingServer.mjs'), { execArgv: [] });
	const answer = async () => (await once(server, 'message'))[0] as unknown;
	const ask = async (question: object) => {
		server.send(question);
		return (await answer()) as Counts;
	};
	try {
		return await work({
			url: (await answer()) as string,
			reset: async (latencyMs = 0) => void (await ask({ reset: { latencyMs } })),
			counts: async () => await ask({}),
		});
	} finally {
		server.disconnect();
	}
}
