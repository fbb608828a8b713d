/**
 * What a sensitivity method is: a question, what it needs of the model, what it finds, and how that
 * is shown. The document, its form, the help, tables, pages and documentation read it from here.
 */

import type * as z from 'zod';
import type { Figure } from '../../charts/index.ts';
import type { Executor } from '../../execute/executor.ts';
import type { Plan } from '../../plan/plan.ts';
import type { Language } from '../../wording/languages.ts';
import type { Label, Wording } from '../../wording/wording.ts';
import type { ByGroup, Index } from '../by-group.ts';
import type { GivenData } from '../given/data.ts';
import type { Grouping } from '../groups.ts';
import type { AskedOutcome } from '../request.ts';
import type { Evaluating } from '../responses.ts';
import type { EvidenceOnTrials } from '../sample.ts';

/** A measure that stands as a column beside those of other methods. */
export interface MeasureColumn {
  /** A word of the catalogue, or one that is in this file alone, in each language. */
  readonly heading: Label | Readonly<Record<Language, string>>;
  readonly of: ByGroup<Index>;
  /** Whether it is of inputs one by one, whatever the groups. */
  readonly single?: true;
  /** Whether it is from 0 to 1 and tells which input matters for which outcome. */
  readonly share?: true;
  /** Whether it is in the unit of the outcome. */
  readonly inUnit?: true;
}

/** What does not fit beside other measures. */
interface OwnTable {
  readonly title: string;
  readonly headings: readonly string[];
  /** The first cell of each is the id of an input. */
  readonly rows: readonly (readonly string[])[];
  readonly notes: readonly string[];
}

/** Why a method says nothing of trials that evidence weighs, and what does. */
export interface PriorOnly {
  /** The end of a sentence that begins with its name. */
  readonly because: string;
  /** Names of methods that answer the same question, or nearly. */
  readonly instead: readonly string[];
}

interface Described<Name extends string, Part> {
  /** As `--method` takes it. */
  readonly name: Name;
  /** The question that it answers, as help and documentation say it. */
  readonly about: string;
  /** Of each key that it writes in the document, the form. */
  readonly form: { readonly [Key in keyof Part]-?: z.ZodType<Required<Part>[Key]> };
}

/** How numbers in the unit of an outcome are written for its readers. */
export interface Written {
  /** 100 of a share, which is written in %; else 1. */
  readonly factor: number;
  /** With `%` of a share; else without the unit. */
  number(value: number): string;
  /** What an axis of them says. */
  readonly axis: string;
}

/** What a page shows of an outcome; nothing where the method was not asked. */
interface OfOutcomes<Name extends string, Part> extends Described<Name, Part> {
  columns(found: Partial<Part>): readonly MeasureColumn[];
  /** What a reader of the numbers has to know, in sentences. */
  notes?(found: Partial<Part>, wording: Wording): readonly string[];
  table?(found: Partial<Part>, wording: Wording, written: Written): OwnTable | undefined;
  /** @param outcome  how the outcome is called */
  chart?(
    outcome: string,
    found: Partial<Part>,
    wording: Wording,
    written: Written,
  ): readonly Figure[];
}

/** Reads draws as any run has them. */
export interface DrawsMethod<Name extends string, Part> extends OfOutcomes<Name, Part> {
  readonly needs: 'draws';
  /**
   * @param single  inputs one by one, for a method that says nothing of a group
   */
  measure(data: GivenData, single: GivenData['inputs']): Part;
}

/** Inputs that evidence makes dependent cannot be exchanged one by one. */
export function exchangesInputs(...instead: readonly string[]): PriorOnly {
  return {
    because: 'exchanges inputs between two samples, and evidence makes inputs depend on each other',
    instead,
  };
}

/** A design of samples that exchange inputs, and what follows from the responses of one outcome. */
export interface Design<Piece> {
  /** One, or several of the same points whose matrices follow one another. */
  readonly plans: readonly Plan[];
  analyse(responses: {
    readonly matrices: readonly Float64Array[];
    readonly firsts: readonly number[];
    /** Whether no point failed. */
    readonly whole: boolean;
    /** A number in the unit of the responses, in that of the outcome. */
    inUnit(index: Index): Index;
  }): Piece;
}

/** Computes a design; one piece for each outcome that is asked for. */
export type Exchanging = <Piece>(name: string, design: Design<Piece>) => Promise<readonly Piece[]>;

/** Computes samples in which groups of inputs are exchanged. */
export interface ExchangeMethod<Name extends string, Part> extends OfOutcomes<Name, Part> {
  readonly needs: 'exchange';
  readonly priorOnly: PriorOnly;
  measure(
    question: { readonly plan: Plan; readonly grouping: Grouping; readonly base: number },
    exchanging: Exchanging,
  ): Promise<readonly Part[]>;
}

/** Moves inputs one at a time about a point; an event has no slope and gives nothing. */
export interface GradientMethod<Name extends string, Part> extends OfOutcomes<Name, Part> {
  readonly needs: 'gradient';
  readonly priorOnly: PriorOnly;
  /** @returns aligned with `columns` */
  measure(plan: Plan, columns: readonly string[]): readonly Part[];
}

/** Reads the paths of what can be watched; its part stands in the document once. */
export interface PathsMethod<Name extends string, Part> extends Described<Name, Part> {
  readonly needs: 'paths';
  /** @returns nothing where the model names nothing that can be watched */
  measure(
    question: {
      /** With its whole program. */
      readonly plan: Plan;
      readonly asked: readonly AskedOutcome[];
      readonly trials: number;
      readonly asOf: string;
      readonly evidence?: EvidenceOnTrials | undefined;
    },
    executor: Executor,
    hooks: Evaluating,
  ): Promise<
    { readonly part: Part; readonly evaluations: number; readonly digest: string } | undefined
  >;
}
