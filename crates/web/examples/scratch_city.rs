//! scratch
#[path = "../tests/public/town.rs"]
mod town;
use web::frame::Portal;
#[tokio::main]
async fn main() {
    let t0 = std::time::Instant::now();
    let town = tokio::task::spawn_blocking(town::Town::found).await.unwrap();
    eprintln!("founded in {:?} at {:?}", t0.elapsed(), town.folder());
    if std::env::args().any(|a| a == "dump") {
        let c = town.city.content();
        let m = &c.matters[&kernel::MatterCode("drainage-permit".into())].matter;
        println!("{}", serde_json::to_string_pretty(m).unwrap());
        return;
    }
    let (secret, csrf) = { let t = &town; tokio::task::block_in_place(|| t.sign_in("anna")) };
    println!("cookie yimen-session={secret} csrf={csrf}");
    let router = web::portals::open(town.house(), &[Portal::Public]);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:8123").await.unwrap();
    println!("listening");
    axum::serve(listener, router).await.unwrap();
}
