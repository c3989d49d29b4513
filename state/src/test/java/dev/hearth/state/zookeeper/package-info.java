@NullMarked
package dev.hearth.state.zookeeper;

import org.jspecify.annotations.NullMarked;
