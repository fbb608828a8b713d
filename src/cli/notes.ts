/** What readers of tables left out or took in another form: told once, on standard error. */

const told = new Set<string>();

export function tellNotes(notes: readonly string[]): void {
  for (const note of notes) {
    if (!told.has(note)) process.stderr.write(`${note}\n`);
    told.add(note);
  }
}
