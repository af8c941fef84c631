/** From where to where a field of a shape may go, and in which unit: the end of its name says it. */
import type { z } from 'zod';

export type Bounds = { key: string; min: number | null; max: number | null; isWhole: boolean };
export const noBounds: Bounds = { key: '', min: null, max: null, isWhole: false };

type Shape = z.core.$ZodType;
type Def = {
  type: string;
  innerType?: Shape;
  in?: Shape;
  shape?: Record<string, Shape>;
  element?: Shape;
  valueType?: Shape;
  options?: readonly Shape[];
  checks?: readonly { _zod: { def: Limit } }[];
};
type Limit = { check: string; value?: number; minimum?: number; maximum?: number; format?: string };

/** Of what lies at this path. */
export function boundsAt(shape: Shape, path: readonly PropertyKey[]): Bounds {
  const key = String(path.findLast((part) => typeof part === 'string') ?? '');
  const found = path.reduce<Shape | undefined>((at, part) => at && inside(at, String(part)), shape);
  if (!found) return { ...noBounds, key };
  const limits = (defOf(unwrapped(found)).checks ?? []).map(({ _zod }) => _zod.def);
  const least = limits.find(({ check }) => check === 'greater_than' || check === 'min_length');
  const most = limits.find(({ check }) => check === 'less_than' || check === 'max_length');
  const isWhole = limits.some(({ format }) => format === 'safeint');
  const [min, max] = [least?.value ?? least?.minimum ?? null, most?.value ?? most?.maximum ?? null];
  return { key, min, max, isWhole };
}

const defOf = (shape: Shape): Def => shape._zod.def;

/** Without what says that it may be missing, empty or is given. */
function unwrapped(shape: Shape): Shape {
  const { innerType, in: taken } = defOf(shape);
  const inner = innerType ?? taken;
  return inner ? unwrapped(inner) : shape;
}

function inside(shape: Shape, key: string): Shape | undefined {
  const { shape: fields, element, valueType, options } = defOf(unwrapped(shape));
  if (options) return options.map((option) => inside(option, key)).find((found) => found !== undefined);
  return fields ? fields[key] : (element ?? valueType);
}

/** As they are told: with the unit once, behind the larger. */
export function limitTexts({ key, min, max }: Bounds): { min: string | null; max: string | null } {
  const unit = units.find(([ending]) => key.endsWith(ending))?.[1] ?? '';
  const text = (value: number | null, ending: string): string | null => {
    if (value === null) return null;
    return isDuration(key) ? durationText(value) : `${grouped(value)}${ending}`;
  };
  return { min: text(min, max === null ? unit : ''), max: text(max, unit) };
}

const units = [
  ['Minutes', ' minutes'],
  ['Days', ' days'],
  ['Percent', ' %'],
] as const;

/** Others are moments. */
const isDuration = (key: string): boolean => key.endsWith('Ms') && !/^(at|from|to|since|until)Ms$/.test(key);

function durationText(ms: number): string {
  if (ms === 0) return '0 s';
  if (ms % 86_400_000 === 0) return `${grouped(ms / 86_400_000)} days`;
  if (ms % 3_600_000 === 0) return `${grouped(ms / 3_600_000)} h`;
  if (ms % 60_000 === 0) return `${grouped(ms / 60_000)} min`;
  return ms % 1_000 === 0 ? `${grouped(ms / 1_000)} s` : `${grouped(ms)} ms`;
}

const grouped = (value: number): string => value.toLocaleString('en-GB', { maximumFractionDigits: 20 });
