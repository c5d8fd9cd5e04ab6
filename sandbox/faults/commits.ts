import type { Fault } from './fault';

const LEAVES_THE_REQUEST_ALONE: Array<Fault['kind']> = ['slow', 'lie', 'poison'];

/** Whether the service does what a request asks, and keeps it, although it meets this fault. */
export const commits = (fault: Fault | null): boolean =>
	fault === null ||
	LEAVES_THE_REQUEST_ALONE.includes(fault.kind) ||
	('commit' in fault && fault.commit === 'before');
