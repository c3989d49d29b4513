"""The parts of the runtime client; a package of its own, so that a function may call its modules what it likes."""
