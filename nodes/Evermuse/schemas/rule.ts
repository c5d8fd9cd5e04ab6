import { mapValues } from 'lodash';
import { z } from 'zod';
import { isPlainObject } from '../logic/isPlainObject';

/*
 * The rules of a schema, each said once and kept in two forms, because zod alone costs more than
 * everything else that is done with a record. Most records are as they should be, and `accepts` sees
 * that at a fraction of the cost; of the others, zod says what is wrong.
 *
 * zod is the host's: 3 today, 4 some day. Only what both share is used, and each check brings its own
 * message, because theirs differ. Messages are predicates: they stand behind the field's name.
 *
 * No `refine`: in zod 3, each one keeps the whole record in memory until the next large garbage
 * collection. With a few of them, checking 134,000 records took 2.3 times as long.
 */

export interface Rule<Schema extends z.ZodTypeAny = z.ZodTypeAny> {
	schema: Schema;
	/**
	 * Whether what JSON writes of the value certainly holds to the schema. If not, it may do so all the
	 * same: that is for the schema to say.
	 */
	accepts: (value: unknown) => boolean;
}

export const optional = <Schema extends z.ZodTypeAny>({
	schema,
	accepts,
}: Rule<Schema>): Rule<z.ZodOptional<Schema>> => ({
	schema: schema.optional(),
	accepts: (value) => value === undefined || accepts(value),
});

const anyText = () => z.string({ message: 'is not text' });

export const text = (): Rule<z.ZodString> => ({
	schema: anyText(),
	accepts: (value) => typeof value === 'string',
});

/** JSON Schema counts characters, as a pattern does, not the UTF-16 units that `length` counts. */
export const textUpTo = (limit: number): Rule<z.ZodString> => ({
	schema: anyText().regex(new RegExp(`^.{0,${limit}}$`, 'su'), {
		message: `has more than ${limit.toLocaleString('en-US')} characters`,
	}),
	// No character has less than one unit.
	accepts: (value) => typeof value === 'string' && value.length <= limit,
});

export const textLike = (
	{ schema, accepts }: Rule<z.ZodString>,
	pattern: RegExp,
	message: string,
): Rule<z.ZodString> => ({
	schema: schema.regex(pattern, { message }),
	accepts: (value) => accepts(value) && pattern.test(value as string),
});

export const oneOf = <Values extends readonly [string, ...string[]]>(values: Values) => ({
	schema: z.enum(values as unknown as [Values[number], ...Array<Values[number]>], {
		message: `is not one of ${values.join(', ')}`,
	}),
	accepts: (value: unknown) => (values as readonly unknown[]).includes(value),
});

export const flag = (): Rule<z.ZodBoolean> => ({
	schema: z.boolean({ message: 'is neither true nor false' }),
	accepts: (value) => typeof value === 'boolean',
});

const anyNumber = () => z.number({ message: 'is not a number' });

/** A number from 0 to 1. */
export const share = (): Rule<z.ZodNumber> => ({
	schema: anyNumber().min(0, { message: 'is below 0' }).max(1, { message: 'is above 1' }),
	accepts: (value) => typeof value === 'number' && value >= 0 && value <= 1,
});

export const byteCount = (): Rule<z.ZodNumber> => ({
	schema: anyNumber()
		.multipleOf(1, { message: 'is not a whole number of bytes' })
		.min(0, { message: 'is below 0' }),
	accepts: (value) => Number.isSafeInteger(value) && (value as number) >= 0,
});

export function list<Schema extends z.ZodTypeAny>(
	{ schema, accepts }: Rule<Schema>,
	{ min = 0, max = Infinity } = {},
): Rule<z.ZodArray<Schema>> {
	let entries = z.array(schema, { message: 'is not a list' });
	if (min > 0) entries = entries.min(min, { message: 'has no entry' });
	if (max < Infinity) {
		entries = entries.max(max, { message: `has more than ${max.toLocaleString('en-US')} entries` });
	}
	return {
		schema: entries,
		accepts(value) {
			if (!Array.isArray(value) || value.length < min || value.length > max) return false;
			if ('toJSON' in value) return false;
			for (let index = 0; index < value.length; index++) {
				if (!accepts(value[index])) return false;
			}
			return true;
		},
	};
}

/** An object of these fields and no others. */
export function fields<Rules extends Record<string, Rule>>(rules: Rules) {
	type Shape = { [Name in keyof Rules]: Rules[Name]['schema'] };
	const shape = mapValues(rules, ({ schema }) => schema) as Shape;
	const byName = new Map(
		Object.entries(rules).map(([name, { accepts }]) => {
			return [name, { accepts, isRequired: !accepts(undefined) }];
		}),
	);
	const requiredCount = Array.from(byName.values()).filter(({ isRequired }) => isRequired).length;
	return {
		schema: z.object(shape, { message: 'is not an object' }).strict(),
		accepts(value: unknown): boolean {
			if (!isPlainObject(value)) return false;
			let missing = requiredCount;
			for (const name in value) {
				const rule = byName.get(name);
				if (!rule?.accepts(value[name])) return false;
				if (rule.isRequired) missing--;
			}
			return missing === 0;
		},
	};
}

/** An object with any names, of texts. That there is one at least is for others to say. */
export const texts = () => ({
	schema: z.record(z.string(), anyText(), { message: 'is not an object of texts' }),
	accepts(value: unknown): boolean {
		if (!isPlainObject(value)) return false;
		let isEmpty = true;
		for (const name in value) {
			// zod passes over a name such as this one.
			if (name === '__proto__' || typeof value[name] !== 'string') return false;
			isEmpty = false;
		}
		return !isEmpty;
	},
});

export const anyObject = () => ({
	schema: z.record(z.string(), z.unknown(), { message: 'is not an object' }),
	accepts: isPlainObject,
});
