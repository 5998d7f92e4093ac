@NullMarked
package fr.mangatheque.continuity.app.config;

import org.jspecify.annotations.NullMarked;
