/**
 * What a caller should know of work that goes on all the same: a warning, or how far an earlier
 * process came.
 */
export interface Notice {
  /**
   * `model`: doubts of the compiler; `fit`: an override whose distribution misses what it was
   * fitted to; `idle`: a change on which no outcome depends; `later`: evidence of after the
   * vintage, left out; `trials`: trials added for the sake of evidence or of a
   * precision; `again`: a run that is
   * computed anew; `going-on`: one that was stopped; `newest`: which of several runs of a name was
   * opened; `journal`: blocks that an earlier process finished, or lines that cannot be trusted;
   * `left-out`: a file that cannot be read, or draws that are not there; `table`: what a reader of
   * tables left out or took in another form.
   */
  readonly kind:
    | 'model'
    | 'fit'
    | 'idle'
    | 'later'
    | 'trials'
    | 'again'
    | 'going-on'
    | 'newest'
    | 'journal'
    | 'left-out'
    | 'table';
  readonly message: string;
}

export type Notify = (notice: Notice) => void;
