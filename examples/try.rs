fn main() {
    let a: Vec<String> = std::env::args().collect();
    use demarche::*;
    let l = session::open(std::path::Path::new(&a[1]), &session::Disk).unwrap();
    let reader: brief::Reader = a[3].parse().unwrap();
    let shape: layout::Shape = a[4].parse().unwrap();
    let eng = layout::Engine::with_system_fonts();
    let rel = release::project(&l.brief, &l.context(), reader);
    let theme = layout::theme_named(a.get(5).map_or("ministry", |s| s)).unwrap();
    let opts = layout::Options { shape, paper: Default::default(), theme };
    for d in &l.diagnostics {
        eprintln!("{:?}", d);
    }
    for d in &l.book_diagnostics {
        eprintln!("{:?}", d);
    }
    match layout::typeset(&eng, &rel, &opts) {
        Ok(p) => {
            std::fs::write("/tmp/out.typ", &p.source).unwrap();
            eprintln!("{} pages", p.len());
        }
        Err(e) => eprintln!("{e}"),
    }
    let ext = a[2].rsplit('.').next().unwrap();
    let f = export::export(
        export::format_named(ext).unwrap(),
        &export::Job {
            engine: &eng,
            released: &rel,
            options: opts,
            pdf_standard: Default::default(),
            stem: "x",
        },
    );
    match f {
        Ok(f) => std::fs::write(&a[2], &f[0].bytes).unwrap(),
        Err(e) => eprintln!("{e}"),
    }
}
