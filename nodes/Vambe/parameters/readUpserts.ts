import { attempt, isError } from 'lodash';
import type { IExecuteFunctions } from 'n8n-workflow';
import { giveWayToOthers } from '../../shared/givingWay';
import type { ItemResult } from '../../shared/logic/itemResult';
import type { Failure } from '../../shared/logic/reply';
import type { ReadParameter } from '../../shared/parameterReader';
import { parameterReader } from '../../shared/parameterReader';
import { buildUpsert } from '../logic/buildUpsert';
import type { AddressedUpsert } from '../logic/deliverUpserts';
import { invalidFields } from '../logic/invalidFields';
import { unresolvedExpression } from '../logic/unresolvedExpression';
import type { ContactUpsert } from '../schemas/contactUpsert';
import { readUpsertForm } from './readUpsertForm';

/**
 * The input items as contacts ready to send. Nothing is sent here.
 *
 * @param settled what need not be read, because it must not be sent again
 */
export async function readUpserts(
	context: IExecuteFunctions,
	settled: readonly ItemResult[],
): Promise<{ upserts: AddressedUpsert[]; invalid: ItemResult[] }> {
	const isSettled = new Set(settled.map(({ itemIndex }) => itemIndex));
	const upserts: AddressedUpsert[] = [];
	const invalid: ItemResult[] = [];
	const readParameter = parameterReader(context);
	const giveWay = giveWayToOthers();
	for (let itemIndex = 0; itemIndex < context.getInputData().length; itemIndex++) {
		const turn = giveWay();
		if (turn) await turn;
		if (isSettled.has(itemIndex)) continue;
		const read = readItem(readParameter, itemIndex);
		if ('contact' in read) upserts.push({ itemIndex, contact: read.contact });
		else invalid.push({ itemIndex, ok: false, failure: read.failure });
	}
	return { upserts, invalid };
}

function readItem(
	readParameter: ReadParameter,
	itemIndex: number,
): { contact: ContactUpsert } | { failure: Failure } {
	const read = attempt(() => readUpsertForm(readParameter, itemIndex));
	if (isError(read)) return { failure: unresolvedExpression(read) };
	const built = buildUpsert(read.form);
	const faults = 'faults' in built ? [...read.faults, ...built.faults] : read.faults;
	return 'contact' in built && faults.length === 0 ? built : { failure: invalidFields(faults) };
}
