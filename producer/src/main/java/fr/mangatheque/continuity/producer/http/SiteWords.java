package fr.mangatheque.continuity.producer.http;

import fr.mangatheque.continuity.producer.access.Caller;

/** What one site is called, and what it says where others say something else. */
public interface SiteWords {
  /** In metrics and the names of threads, and what its settings are under: {@code intake}, say. */
  String name();

  /** For people, in the middle of a sentence: {@code the intake}, say. */
  String title();

  /** Who asks shows nothing that lets it in. */
  Answer stranger(Caller.Reason reason);

  /** There is no endpoint at {@code path}. */
  Answer nothingAt(String path);

  /** The request has a body so large that it was not even read to its end. */
  Answer farTooLarge();

  /** It failed to answer. */
  Answer failed(int status);
}
