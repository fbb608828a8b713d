/**
 * Working columns for virtual ones: columns that are dead make room, and the states move on at the
 * end of the quarter.
 */

import type { Instruction, Operand } from '../kernel/listing.ts';
import * as op from '../kernel/opcodes.ts';
import { entry } from '../text/entry.ts';
import type { Section } from './program.ts';

type Code = Record<Section, Instruction[]>;
export interface Move {
  readonly from: Operand;
  readonly to: Operand;
}

const SECTIONS = ['once', 'quarter', 'year', 'end'] as const;

/**
 * @param code     instructions over virtual columns, each written by one instruction (states and
 *           running aggregates apart)
 * @param columns  how many virtual columns there are
 * @param moves    what each state is in the next quarter
 */
export function allocate(
  code: Code,
  columns: number,
  moves: readonly Move[],
): { code: Code; columns: number } {
  const direct = defineInPlace(code.quarter, moves);
  const renamed = mapColumns(code, (index) => direct.get(index) ?? index);
  const rest = moves
    .map(({ from, to }) => ({
      from: renameOperand(from, (index) => direct.get(index) ?? index),
      to,
    }))
    .filter(({ from, to }) => !sameOperand(from, to));
  const ordered = sequential(rest, columns);
  renamed.quarter.push(...ordered.instructions);
  return share(renamed, ordered.columns);
}

/**
 * States whose next value can be computed straight into their column: nothing reads last quarter's
 * value afterwards. Gives the virtual column of that value and the state's column which it becomes.
 */
function defineInPlace(
  quarter: readonly Instruction[],
  moves: readonly Move[],
): Map<number, number> {
  const definedAt = new Map<number, number>();
  const lastRead = new Map<number, number>();
  quarter.forEach((instruction, at) => {
    for (const index of readColumns(instruction)) lastRead.set(index, at);
    for (const index of writtenColumns(instruction)) definedAt.set(index, at);
  });
  const stateColumns = new Set(
    moves.flatMap(({ to }) => (to.space === 'column' ? [to.index] : [])),
  );
  const movedFrom = new Set(
    moves.flatMap(({ from }) => (from.space === 'column' ? [from.index] : [])),
  );
  const direct = new Map<number, number>();
  for (const { from, to } of moves) {
    if (from.space !== 'column' || to.space !== 'column') continue;
    const at = definedAt.get(from.index);
    if (at === undefined || stateColumns.has(from.index) || direct.has(from.index)) continue;
    // Another state wants the old value at the end of the quarter.
    if (movedFrom.has(to.index)) continue;
    if ((lastRead.get(to.index) ?? -1) >= at) continue;
    direct.set(from.index, to.index);
  }
  return direct;
}

/**
 * The moves one after another, so that none overwrites what a later one reads; circles go through a
 * spare column.
 */
function sequential(
  moves: readonly Move[],
  columns: number,
): { instructions: Instruction[]; columns: number } {
  const instructions: Instruction[] = [];
  let pending = [...moves];
  let next = columns;
  while (pending.length > 0) {
    const free = pending.find(
      ({ to }) => !pending.some((other) => other.to !== to && sameOperand(other.from, to)),
    );
    if (free) {
      instructions.push({ opcode: op.COPY, out: free.to, args: [free.from] });
      pending = pending.filter((move) => move !== free);
      continue;
    }
    const blocked = pending[0].to;
    const spare: Operand = { space: 'column', index: next++ };
    instructions.push({ opcode: op.COPY, out: spare, args: [blocked] });
    pending = pending.map((move) =>
      sameOperand(move.from, blocked) ? { ...move, from: spare } : move,
    );
  }
  return { instructions, columns: next };
}

/** Lets columns that live within one section only take each other's place. */
function share(code: Code, columns: number): { code: Code; columns: number } {
  const sectionsOf = Array.from({ length: columns }, () => new Set<Section>());
  const carried = new Set<number>();
  for (const section of SECTIONS) {
    const written = new Set<number>();
    for (const instruction of code[section]) {
      for (const index of readColumns(instruction)) {
        sectionsOf[index].add(section);
        if (!written.has(index)) carried.add(index);
      }
      // Aggregates go on from what they hold.
      for (const index of writtenColumns(instruction)) {
        sectionsOf[index].add(section);
        written.add(index);
        if (isRunning(instruction.opcode)) carried.add(index);
      }
    }
  }
  const place = new Map<number, number>();
  let used = 0;
  sectionsOf.forEach((sections, index) => {
    if (sections.size > 1 || carried.has(index)) place.set(index, used++);
  });
  const kept = used;
  let most = kept;
  for (const section of SECTIONS) {
    const lastUse = new Map<number, number>();
    code[section].forEach((instruction, at) => {
      for (const index of [...readColumns(instruction), ...writtenColumns(instruction)])
        lastUse.set(index, at);
    });
    const free: number[] = [];
    let next = kept;
    code[section].forEach((instruction, at) => {
      const dying = new Set(
        readColumns(instruction).filter(
          (index) => entry(place, index) >= kept && lastUse.get(index) === at,
        ),
      );
      // Loops read a place before they write it, so a result may take the column of what dies in
      // the making.
      if (readsBeforeWriting(instruction.opcode))
        for (const index of dying) free.push(entry(place, index));
      for (const index of writtenColumns(instruction))
        if (!place.has(index)) place.set(index, free.pop() ?? next++);
      if (!readsBeforeWriting(instruction.opcode))
        for (const index of dying) free.push(entry(place, index));
      for (const index of writtenColumns(instruction)) {
        if (entry(place, index) >= kept && lastUse.get(index) === at)
          free.push(entry(place, index));
      }
      most = Math.max(most, next);
    });
  }
  return { code: mapColumns(code, (index) => entry(place, index)), columns: most };
}

function isRunning(opcode: number): boolean {
  return opcode >= op.RUNNING_SUM && opcode <= op.RUNNING_LAST;
}

function readsBeforeWriting(opcode: number): boolean {
  return opcode <= op.CLAMP && !(opcode >= op.EXP && opcode <= op.NORMAL_CDF);
}

function writtenColumns({ opcode, out, args }: Instruction): number[] {
  const written = out.space === 'column' ? [out.index] : [];
  const second = args[1];
  return opcode === op.LOG_PARTS && second?.space === 'column'
    ? [...written, second.index]
    : written;
}

function readColumns({ opcode, args }: Instruction): number[] {
  const read = opcode === op.LOG_PARTS ? args.slice(0, 1) : args;
  return read.flatMap((operand) => (operand.space === 'column' ? [operand.index] : []));
}

function mapColumns(code: Code, to: (index: number) => number): Code {
  const map = (instruction: Instruction): Instruction => ({
    ...instruction,
    out: renameOperand(instruction.out, to),
    args: instruction.args.map((operand) => renameOperand(operand, to)),
  });
  return {
    once: code.once.map(map),
    quarter: code.quarter.map(map),
    year: code.year.map(map),
    end: code.end.map(map),
  };
}

function renameOperand(operand: Operand, to: (index: number) => number): Operand {
  return operand.space === 'column' ? { space: 'column', index: to(operand.index) } : operand;
}

function sameOperand(a: Operand, b: Operand): boolean {
  return a.space === b.space && a.index === b.index;
}
