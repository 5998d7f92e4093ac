/** The demo's ways to tell of an upload: each form that applications, stores and clouds send. */
@NullMarked
package fr.mangatheque.continuity.app.demo.form;

import org.jspecify.annotations.NullMarked;
