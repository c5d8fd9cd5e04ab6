import type { AssignmentCollectionValue, IExecuteFunctions } from 'n8n-workflow';
import type { Json } from '../../shared/logic/itemResult';
import type { ReadParameter } from '../../shared/parameterReader';
import { readAssignments } from '../../shared/readAssignments';
import { readJson } from '../../shared/readJson';
import { asText } from '../logic/asText';
import type { EventForm, Located } from '../logic/buildEvent';
import type { Fault } from '../logic/checkEvent';
import { EVENT_KEY } from '../logic/eventKey';
import type { LongText, NestedValues } from '../logic/flattenProperties';

interface FormOptions {
	nestedValues?: NestedValues;
	longText?: LongText;
	eventKey?: unknown;
}

type Properties = Pick<EventForm, 'properties'> & { faults: Fault[] };

/** The form of Vambe Event for one input item, with what could not be read of its properties. */
export function readEventForm(
	context: IExecuteFunctions,
	readParameter: ReadParameter,
	itemIndex: number,
): { form: EventForm; faults: Fault[] } {
	const read = <Value = unknown>(name: string, fallback?: unknown): Value =>
		readParameter<Value>(name, itemIndex, fallback);
	const {
		nestedValues = 'flatten',
		longText = 'refuse',
		eventKey,
	} = read<FormOptions>('options', {});
	const { properties, faults } = readProperties(context, readParameter, itemIndex);
	const form: EventForm = {
		event: read('event'),
		contact: read<Located>('contact'),
		channel: read<Located>('channel'),
		occurredAt: read('occurredAt', ''),
		properties,
		additionalFields: read<EventForm['additionalFields']>('additionalFields', {}),
		nestedValues,
		longText,
		keyName: readKeyName(eventKey),
	};
	return { form, faults };
}

/** The name as it was typed, or the usual one when an expression says no more than that there is one. */
function readKeyName(eventKey: unknown): string | undefined {
	const name = eventKey === true ? EVENT_KEY : asText(eventKey);
	return typeof name === 'string' ? name : undefined;
}

function readProperties(
	context: IExecuteFunctions,
	read: ReadParameter,
	itemIndex: number,
): Properties {
	switch (read<'fields' | 'input' | 'json'>('propertiesMode', itemIndex)) {
		case 'input':
			return { properties: Object.entries(context.getInputData()[itemIndex].json), faults: [] };
		case 'json':
			return readPropertiesJson(read('propertiesJson', itemIndex, ''));
		case 'fields': {
			const assigned = read<AssignmentCollectionValue>('properties', itemIndex, {});
			const { fields, issues } = readAssignments(assigned);
			const faults = issues.map(({ path, message }) => ({ place: ['properties', path], message }));
			return { properties: fields, faults };
		}
	}
}

function readPropertiesJson(given: unknown): Properties {
	// An expression that finds nothing, or an empty field, is no properties.
	const isEmpty = given === undefined || given === null || given === '';
	const read = isEmpty ? { value: {} } : readJson(given);
	if ('reason' in read) return noProperties(read.reason);
	const { value } = read;
	if (typeof value !== 'object' || value === null || Array.isArray(value)) {
		return noProperties('is not a JSON object such as { "orderId": "ORD-123" }');
	}
	return { properties: Object.entries(value as Json), faults: [] };
}

const noProperties = (message: string): Properties => ({
	properties: [],
	faults: [{ place: ['properties'], message }],
});
