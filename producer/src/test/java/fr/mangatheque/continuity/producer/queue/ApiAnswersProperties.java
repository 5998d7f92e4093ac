package fr.mangatheque.continuity.producer.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.mangatheque.continuity.producer.queue.ApiAnswers.MalformedException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class ApiAnswersProperties {
  @Property
  void noBytesDoMoreThanBeMalformed(@ForAll byte[] bytes) {
    assertThat(ApiAnswers.errors(bytes)).isNotNull();
    assertThatThrownBy(() -> ApiAnswers.pulled(bytes)).isInstanceOf(MalformedException.class);
  }
}
