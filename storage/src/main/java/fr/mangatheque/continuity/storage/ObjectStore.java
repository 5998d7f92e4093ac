package fr.mangatheque.continuity.storage;

/** A bucket: everything the pipeline may do with one. It deletes nothing. */
public interface ObjectStore extends ObjectReader, ObjectLister, ObjectCreator, AutoCloseable {
  @Override
  void close();
}
