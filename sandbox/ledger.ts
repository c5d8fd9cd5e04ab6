import type { Fault } from './faults/fault';

/*
 * What the sandbox writes down. A service adds to its ledger and never changes what it decided;
 * tests read it in memory, anybody else over `GET /sandbox/ledger`. All times are epoch
 * milliseconds of the sandbox's own clock.
 */

/** One request as it came in, and how it was answered. */
export interface ReceivedRequest {
	method: string;
	/** Without the query. */
	path: string;
	/** As sent: text, before any default is filled in. */
	query: Record<string, unknown>;
	at: number;
	/** The `x-api-key` header. */
	key: string | null;
	/** `null` until the head of an answer goes out, which with some faults never happens. */
	status: number | null;
	/** The fault it met. */
	fault: Fault | null;
	/** Whether the service keeps something by this request: an event, a batch, a contact. */
	committed: boolean;
}

export interface Traffic<Request extends ReceivedRequest> {
	/** In order of arrival. */
	requests: Request[];
	/** Requests received and not answered yet. */
	inFlight: number;
	/** The highest `inFlight` so far. */
	mostInFlight: number;
}

export interface VambeRequest extends ReceivedRequest {
	/** Of interest are the content type, the user agent and any idempotency key. */
	headers: Record<string, unknown>;
	/** As parsed; `null` when there was none or it could not be read. */
	body: unknown;
}

/** An event that was answered with 202. */
export interface StoredEvent {
	id: string;
	at: number;
	body: unknown;
}

export interface VambeLedger extends Traffic<VambeRequest> {
	events: StoredEvent[];
}

export interface EvermuseRequest extends ReceivedRequest {
	contentType: string | null;
	idempotencyKey: string | null;
	/** Length of the body. */
	bytes: number;
	/** SHA-256 of the body in hex, `null` when there was none. */
	bodySha256: string | null;
	/** How many records the body held; 0 when they could not be read. */
	records: number;
	/** The batch it made, which names the records that were stored; `null` when it made none. */
	batchId: string | null;
}

export interface RecordError {
	/** Position in the batch as sent, from 0. */
	index: number;
	code: string;
	message: string;
}

/** A batch that was answered with 202. Its status is not stored: it follows from its age. */
export interface StoredBatch {
	batchId: string;
	createdAt: number;
	/** The `_type` its records share; `null` when no record had one. */
	type: string | null;
	acceptedCount: number;
	rejectedCount: number;
	totalErrorCount: number;
	/** The first 20. */
	errors: RecordError[];
	idempotencyKey: string | null;
	bodySha256: string;
	/** `vendor_url` of each attachment of the records stored with this batch. */
	downloads: string[];
	/** Whether it will end FAILED. */
	doomed: boolean;
}

/** A record that was accepted, once, however often it was sent. */
export interface StoredRecord {
	batchId: string;
	/** `_type`, `_vendor_ids` in any order and `_event_at` to the second, as one text. */
	deduplicationKey: string;
	record: unknown;
}

export interface EvermuseLedger extends Traffic<EvermuseRequest> {
	/** In order of creation. */
	batches: StoredBatch[];
	records: StoredRecord[];
}
