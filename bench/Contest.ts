import type { Arbitrary } from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import type { Fault } from '../sandbox/faults/fault';
import type { Faults } from '../sandbox/faults/createFaults';
import type { Sandbox } from '../sandbox/startSandbox';
import type { NodeRun } from '../test/support/runNode';

/*
 * A contest of nodes that all do the same for one service. What is particular to the service stands
 * in a folder of its own; everything else here is the same for each.
 */

/** What is to be sent, one input item each, and what happens to the first requests. */
export interface Schedule {
	items: IDataObject[];
	/** In order of arrival; `undefined` for none. After them nothing goes wrong any more. */
	faults: Array<Fault | undefined>;
}

/** A node, or a few, set up as a user would. */
export interface Contender {
	name: string;
	/** How it is set up, as a sentence of the report. */
	settings: string;
	run(items: IDataObject[], sandbox: Sandbox): Promise<Pick<NodeRun, 'downstream'>>;
}

/** What the service keeps once a run is over. */
export interface Truth {
	/** The ids of what is stored. */
	stored: ReadonlySet<string>;
	/** How often the service took something that it had already. */
	doubled: number;
	requests: number;
}

export interface Contest {
	service: string;
	/** What the service calls an item, in the plural. */
	things: string;
	/** What a report says of the schedules, and of the columns where that needs saying. */
	remarks: string[];
	schedule: Arbitrary<Schedule>;
	contenders: Contender[];
	faultsOf(sandbox: Sandbox): Faults;
	/** The requests that the faults are for. */
	only: string;
	/** By which an input item is found again in what the service stored. */
	idOf(item: IDataObject): string;
	/** Whether the service takes it when nothing goes wrong. */
	isGood(item: IDataObject): boolean;
	truthOf(sandbox: Sandbox): Truth;
}
