import {
	createEvermuse,
	EVERMUSE_KEY,
	EVERMUSE_READ_ONLY_KEY,
	EVERMUSE_WRITE_ONLY_KEY,
	type EvermuseSettings,
} from './evermuse/createEvermuse';
import type { Faults } from './faults/createFaults';
import type { EvermuseLedger, VambeLedger } from './ledger';
import { serve } from './serve';
import { createVambe, VAMBE_KEY, type VambeSettings } from './vambe/createVambe';

export interface SandboxSettings extends VambeSettings, EvermuseSettings {
	/** 0, the default, takes a free port. */
	vambePort?: number;
	/** 0, the default, takes a free port. */
	evermusePort?: number;
}

export interface Sandbox {
	vambe: { baseUrl: string; apiKey: string; ledger: VambeLedger; faults: Faults };
	evermuse: {
		baseUrl: string;
		/** Reads and writes. */
		apiKey: string;
		/** 403 on the batch endpoints. */
		writeOnlyKey: string;
		/** 403 on ingest. */
		readOnlyKey: string;
		ledger: EvermuseLedger;
		faults: Faults;
	};
	/** Both services as they were at the start; ledgers and faults stay the same objects. */
	reset(): void;
	/** Ends both services and every connection at once. */
	close(): Promise<void>;
}

/** Starts both services on loopback; rejects, with nothing left open, when a port is in use. */
export async function startSandbox(settings: SandboxSettings = {}): Promise<Sandbox> {
	const vambe = createVambe(settings);
	const evermuse = createEvermuse(settings);
	const vambeServer = await serve(vambe, settings.vambePort ?? 0);
	const evermuseServer = await serve(evermuse, settings.evermusePort ?? 0).catch(async (error) => {
		await vambeServer.close();
		throw error;
	});

	return {
		vambe: {
			baseUrl: vambeServer.baseUrl,
			apiKey: VAMBE_KEY,
			ledger: vambe.ledger,
			faults: vambe.faults,
		},
		evermuse: {
			baseUrl: evermuseServer.baseUrl,
			apiKey: EVERMUSE_KEY,
			writeOnlyKey: EVERMUSE_WRITE_ONLY_KEY,
			readOnlyKey: EVERMUSE_READ_ONLY_KEY,
			ledger: evermuse.ledger,
			faults: evermuse.faults,
		},
		reset() {
			vambe.reset();
			evermuse.reset();
		},
		async close() {
			await Promise.all([vambeServer.close(), evermuseServer.close()]);
		},
	};
}
