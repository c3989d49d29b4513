package dev.hearth.worker.linux;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One group of version 2, the files that are used often held open. */
final class CgroupV2 implements Cgroup {
    private static final String FROZEN = "1";
    private static final String THAWED = "0";

    private final Path path;
    private final Fd freezer;
    private final Fd usage;
    private final Fd events;

    private CgroupV2(Path path, Fd freezer, Fd usage, Fd events) {
        this.path = path;
        this.freezer = freezer;
        this.usage = usage;
        this.events = events;
    }

    static CgroupV2 open(Path path) throws KernelException {
        List<Fd> open = new ArrayList<>();
        try {
            open.add(Fd.open(path.resolve("cgroup.freeze").toString(), Fd.READ_WRITE));
            open.add(Fd.open(path.resolve("memory.current").toString(), Fd.READ));
            open.add(Fd.open(path.resolve("memory.events").toString(), Fd.READ));
        } catch (KernelException e) {
            open.forEach(Fd::close);
            throw e;
        }
        return new CgroupV2(path, open.get(0), open.get(1), open.get(2));
    }

    @Override
    public void limit(Limits limits) throws KernelException {
        write("memory.max", Long.toString(limits.memoryBytes()));
        if (Files.exists(path.resolve("memory.swap.max"))) {
            // Version 2 counts swap by itself: none keeps the two together under one limit.
            write("memory.swap.max", "0");
        }
        write("memory.oom.group", "1");
        limitCpus(limits.cpus());
        write("pids.max", Integer.toString(limits.pids()));
    }

    @Override
    public void limitCpus(double cpus) throws KernelException {
        write("cpu.max", CpuShare.quotaMicros(cpus) + " " + CpuShare.PERIOD_MICROS);
        write("cpu.weight", Long.toString(CpuShare.weight(cpus)));
    }

    @Override
    public List<Fd> openJoinFiles() throws KernelException {
        try (Fd file = Fd.open(path.resolve("cgroup.procs").toString(), Fd.WRITE)) {
            return List.of(file.forChild());
        }
    }

    @Override
    public Fd openFreezer() throws KernelException {
        return freezer.forChild();
    }

    @Override
    public String thawWord() {
        return THAWED;
    }

    @Override
    public void freeze() throws KernelException {
        freezer.rewrite(FROZEN);
    }

    @Override
    public void thaw() throws KernelException {
        freezer.rewrite(THAWED);
    }

    @Override
    public long memoryBytes() throws KernelException {
        return Long.parseLong(usage.reread());
    }

    @Override
    public long heldMemoryBytes() throws KernelException {
        long all = memoryBytes();
        String stat = ControlFiles.read(path.resolve("memory.stat").toString());
        return all - KeyedFile.value(stat, "file") + KeyedFile.value(stat, "shmem");
    }

    /** memory.peak came with Linux 5.19. */
    @Override
    public long peakMemoryBytes() throws KernelException {
        Path peak = path.resolve("memory.peak");
        return Files.exists(peak) ? Long.parseLong(ControlFiles.read(peak.toString())) : 0;
    }

    /** Linux resets this peak for one open file only, and since 6.12: so it stays as it is. */
    @Override
    public void resetPeak() {}

    @Override
    public long outOfMemoryKills() throws KernelException {
        return KeyedFile.value(events.reread(), "oom_kill");
    }

    @Override
    public void close() throws KernelException {
        List.of(freezer, usage, events).forEach(Fd::close);
        CgroupFolder.remove(path);
    }

    private void write(String name, String text) throws KernelException {
        ControlFiles.write(path.resolve(name).toString(), text);
    }
}
