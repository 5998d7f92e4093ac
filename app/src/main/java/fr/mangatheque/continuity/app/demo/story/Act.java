package fr.mangatheque.continuity.app.demo.story;

/** A part of the story. It leaves the source and its backup in agreement. */
public interface Act {
  /** What it is about, in one line. */
  String title();

  /** Plays it; what does not hold is told to the scene. */
  void play(Cast cast, Scene scene) throws InterruptedException;
}
