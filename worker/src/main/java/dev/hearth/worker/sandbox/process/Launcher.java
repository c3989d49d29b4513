package dev.hearth.worker.sandbox.process;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The small programs of the host that this backend leans on: {@code setsid} makes a process the
 * leader of a group that can be killed whole, {@code setpriv} gives up root, {@code kill} signals a
 * group. What is missing is done without or refused, in words.
 */
final class Launcher {
    private static final List<Path> FOLDERS =
            List.of(Path.of("/usr/bin"), Path.of("/bin"), Path.of("/usr/sbin"), Path.of("/sbin"));

    private final boolean root = new UnixSystem().getUid() == 0;
    private final Supplier<Optional<Path>> setsid = remembered("setsid");
    private final Supplier<Optional<Path>> setpriv = remembered("setpriv");
    private final Supplier<Optional<Path>> kill = remembered("kill");

    /** Whether processes will run as that user rather than as the server's own. */
    boolean dropsTo(int uid) {
        return root && uid != 0;
    }

    /**
     * The command that runs {@code command} as the leader of its own group and, where the server is
     * root, as that user. Every program in it replaces itself with the next, so the process id and
     * the exit status are the last one's.
     *
     * @throws IOException when the server is root and cannot give it up
     */
    List<String> wrap(List<String> command, int uid) throws IOException {
        List<String> wrapped = new ArrayList<>();
        setsid.get().ifPresent(program -> wrapped.add(program.toString()));
        if (root) {
            if (uid == 0) {
                throw new IOException("the process backend does not run functions as root");
            }
            Path program =
                    setpriv.get()
                            .orElseThrow(() ->
                                    new IOException(
                                            "as root, the process backend needs setpriv to"
                                                    + " run functions as another user:"
                                                    + " install util-linux, or run the"
                                                    + " server as a user who is not root"));
            wrapped.addAll(
                    List.of(
                            program.toString(),
                            "--reuid=" + uid,
                            "--regid=" + uid,
                            "--clear-groups",
                            "--inh-caps=-all",
                            "--bounding-set=-all",
                            "--no-new-privs",
                            "--"));
        }
        wrapped.addAll(command);
        return wrapped;
    }

    /** Kills the group that this process leads, if it leads one, and everything below it. */
    void killTree(ProcessHandle leader) {
        List<ProcessHandle> below = leader.descendants().toList();
        if (setsid.get().isPresent()) {
            killGroup(leader.pid());
        }
        leader.destroyForcibly();
        below.forEach(ProcessHandle::destroyForcibly);
    }

    private void killGroup(long group) {
        if (kill.get().isEmpty()) {
            return;
        }
        try {
            new ProcessBuilder(kill.get().get().toString(), "-KILL", "--", "-" + group)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException unable) {
            throw new IllegalStateException("cannot run kill(1)", unable);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static Supplier<Optional<Path>> remembered(String program) {
        return new Supplier<>() {
            private volatile Optional<Path> found = Optional.empty();
            private volatile boolean looked;

            @Override
            public Optional<Path> get() {
                if (!looked) {
                    found =
                            FOLDERS.stream()
                                    .map(folder -> folder.resolve(program))
                                    .filter(Files::isExecutable)
                                    .findFirst();
                    looked = true;
                }
                return found;
            }
        };
    }
}
