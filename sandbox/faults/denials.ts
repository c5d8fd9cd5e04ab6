import type { FaultOf } from './fault';

const message = 'The sandbox was told to say no';

/** What a body says no with, by the field that says it. */
export const DENIALS: Record<FaultOf<'deny'>['by'], object> = {
	success: { success: false, message },
	ok: { ok: false, message },
	status: { status: 'failed', message },
	error: { error: message },
};
